/** What an operation answers, and how those of the S3 family are written. */
import { writeXml, type XmlObject } from "./xml";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: "" };
}

/** Some bodies are shown without a namespace. */
export const NO_NAMESPACE = "";

export function xml(root: string, content: XmlObject, namespace = S3_NAMESPACE): Reply {
  const body = writeXml(root, content, namespace === NO_NAMESPACE ? undefined : namespace);
  return { status: 200, headers: { "content-type": "application/xml" }, body };
}

/** A document that is one element with text. */
export function xmlText(root: string, text: string): Reply {
  return { status: 200, headers: { "content-type": "application/xml" }, body: writeXml(root, text, S3_NAMESPACE) };
}
