/** How the calls on a bucket's sub-resources read and change its configuration. */
import type { BucketCall, S3Call } from "../../contract";
import type { Bucket, BucketConfiguration } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, type Reply } from "../../wire/reply";
import { childText, malformed, parseXml, type ParsedXml } from "../../wire/xml";

/** The parts of a configuration that a bucket may be without. */
type Setting = keyof { [Name in keyof BucketConfiguration as object extends Pick<BucketConfiguration, Name> ? Name : never]: unknown };

export function change({ core }: Pick<S3Call, "core">, bucket: Bucket, configuration: BucketConfiguration): void {
  core.stale.remember(bucket.uid, bucket.configuration, configuration);
  bucket.configuration = configuration;
}

/** The configuration as a reader sees it: through the service's cache. */
export function cached({ core, owner }: BucketCall): BucketConfiguration {
  return core.stale.read(owner.bucket.uid, owner.bucket.configuration);
}

/** Replaces one setting as a whole, or takes it away; answers 200 once it is on disk. */
export async function replaceSetting<S extends Setting>(call: BucketCall, setting: S, value: BucketConfiguration[S]): Promise<Reply> {
  const { [setting]: _before, ...rest } = call.owner.bucket.configuration;
  change(call, call.owner.bucket, (value === undefined ? rest : { ...rest, [setting]: value }) as BucketConfiguration);
  await call.core.accounts.save(call.owner.account);
  return empty(200);
}

/** The body's root element. Throws MissingRequestBodyError and MalformedXML. */
export function requiredXml({ request }: S3Call, root: string): ParsedXml {
  if (request.body.length === 0) throw missingBody();
  return parseXml(request.body, root);
}

export function missingBody(): Error {
  return refuse("MissingRequestBodyError", "Request body is empty.");
}

/** The text of the child element `name`, which must be there. Throws MalformedXML. */
export function requiredText(parent: ParsedXml, name: string): string {
  const text = childText(parent, name);
  if (text === undefined) throw malformed(`${name} is missing`);
  return text;
}

/** The text of the child element `name`, which must be one of `choices`. Throws MalformedXML. */
export function oneOf<T extends string>(parent: ParsedXml, name: string, choices: readonly T[]): T {
  const text = requiredText(parent, name).trim();
  const choice = choices.find((value) => value === text);
  if (choice === undefined) throw malformed(`${name} must be ${choices.join(" or ")}`);
  return choice;
}

/** A number of 1 or more. Throws InvalidArgument. */
export function positive(text: string, name: string): number {
  const number = Number(text.trim());
  if (!/^\s*\d{1,9}\s*$/.test(text) || number < 1) throw refuse("InvalidArgument", `'${name}' must be a positive integer, not ${text}.`);
  return number;
}
