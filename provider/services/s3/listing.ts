/** What the lists of the object service have in common: names that XML may not be able to hold, and how they are asked for. */
import type { Backend } from "../../backends/types";
import { takesParameter } from "../../backends/types";
import type { OperationName } from "../../catalog";
import { type Reader, text, UnreadableAnswer } from "../../transport/protocol/shape";

/** `encoding-type=url`, where the service has it: then every name comes through whole, whatever characters it holds. */
export function encodingQuery(backend: Backend, operation: OperationName): Readonly<Record<string, string>> {
  return takesParameter(backend, operation, "encoding-type") ? { "encoding-type": "url" } : {};
}

/** Turns the names of a list into what they are; `encodingType`: as the answer says it. */
export function decoder(encodingType: string | undefined, at: string): (name: string) => string {
  if (encodingType?.trim().toLowerCase() !== "url") return (name) => name;
  return (name) => {
    try {
      // S3 writes a space as a plus sign; a plus sign is never left as it is.
      return decodeURIComponent(name.replaceAll("+", " "));
    } catch {
      throw new UnreadableAnswer(at, "percent-encoded names");
    }
  };
}

export const date: Reader<Date> = (value, at) => {
  const time = new Date(text(value, at));
  if (Number.isNaN(time.getTime())) throw new UnreadableAnswer(at, "time");
  return time;
};
