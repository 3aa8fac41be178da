/** The query protocol of IAM, STS and topics: a form with `Action` and `Version` goes out, `<XResponse><XResult>` comes back [GUIDE 7]. */
import { explain, foreignSuccess } from "../errors/explain";
import { UnreadableAnswer, type Reader, type Strange } from "./shape";
import type { Client, ServiceResponse } from "../types";
import type { OperationName } from "../../catalog";
import { parseXml, XmlError, type XmlNode, type XmlValue } from "./xml";

/** A parameter; lists become `Name.member.1`, objects `Name.Key`, undefined is left out. */
export type QueryValue = string | number | boolean | undefined | readonly QueryValue[] | QueryParameters;
export interface QueryParameters {
  readonly [name: string]: QueryValue;
}

export interface QueryCall {
  readonly action: OperationName;
  /** Wire names; without `Action` and `Version`. */
  readonly parameters: QueryParameters;
  /** Of the API; default: IAM's. */
  readonly version?: string;
  /** Another action in whose name the service may answer; default: only `<action>Response` is an answer. */
  readonly answersAs?: string;
  /** What the call is about, for errors: `user "u"`. */
  readonly subject?: string;
}

/** The only version of the IAM API [CreateVirtualMFADevice page]. */
const API_VERSION = "2010-05-08";

/**
 * Sends one call and reads its result element.
 * @param read the form of `<XResult>`; without it the call has no result and an empty body will do
 * @param strange is told of what the form does not name
 * @throws ServiceError `foreign` when the answer has another root element or lacks what `read` requires
 */
export async function sendQuery(client: Client, call: QueryCall): Promise<void>;
export async function sendQuery<T>(client: Client, call: QueryCall, read: Reader<T>, strange?: Strange): Promise<T>;
export async function sendQuery<T>(client: Client, call: QueryCall, read?: Reader<T>, strange?: Strange): Promise<T | undefined> {
  try {
    const response = await client.send({
      operation: call.action,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: encodeForm({ Action: call.action, Version: call.version ?? API_VERSION, ...call.parameters }),
      ...(call.subject === undefined ? {} : { subject: call.subject }),
    });
    if (read === undefined && response.body.toString("utf8").trim() === "") return undefined;
    const result = resultOf(response, call);
    return read === undefined ? undefined : read(result, call.action, strange);
  } catch (error) {
    const isUnreadable = error instanceof XmlError || error instanceof WrongRoot || error instanceof UnreadableAnswer;
    throw explain(isUnreadable ? foreignSuccess(call.action, error) : error, call.subject);
  }
}

/** `Action=CreateUser&Tags.member.1.Key=a`: names and values percent-encoded, a space as %20. */
export function encodeForm(parameters: QueryParameters): string {
  return flatten("", parameters)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

function flatten(name: string, value: QueryValue): [string, string][] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap((item, index) => flatten(`${name}.member.${String(index + 1)}`, item));
  if (typeof value === "object") return Object.entries(value).flatMap(([key, item]) => flatten(name === "" ? key : `${name}.${key}`, item));
  return [[name, String(value)]];
}

function isList(value: QueryValue): value is readonly QueryValue[] {
  return Array.isArray(value);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `<XResult>`; where the service leaves that layer out, what stands beside ResponseMetadata (unverified). */
function resultOf(response: ServiceResponse, call: QueryCall): XmlValue {
  const document = parseXml(response.body);
  const names = [call.action, ...(call.answersAs === undefined ? [] : [call.answersAs])];
  const name = names.find((one) => rootOf(one) === document.root);
  if (name === undefined) throw new WrongRoot(document.root, names.map(rootOf).join("> or <"));
  const { [`${name}Result`]: result, ResponseMetadata: _metadata, ...beside } = document.value;
  return result ?? (beside satisfies XmlNode);
}

function rootOf(action: string): string {
  return `${action}Response`;
}

class WrongRoot extends Error {
  constructor(found: string, expected: string) {
    super(`the answer's root element is <${found}>, expected <${expected}>`);
  }
}
