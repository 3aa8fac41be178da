/**
 * Elements of a setting that this version does not know (law 5): seen by a read, told of once, and left as they are by every write; a write that
 * has no place for them is refused, and so is an import, which would make a program that says less than the service does.
 */
import { z } from "zod";
import { type Context, type Due, field, RefusedError } from "../../define";
import * as s3 from "../../services/s3";

/** The outputs of a setting whose document may hold more than its inputs say. */
export const elementOutputs = {
  unknownElements: field(z.record(z.string(), z.string()).optional(), {
    doc: 'Elements of the service\'s document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none.',
  }),
  keptElements: field(z.record(z.string(), z.string()).optional(), {
    doc: "Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none.",
  }),
};

export type Elements = Readonly<Record<string, string>>;

export interface ElementOutputs {
  readonly unknownElements?: Elements | undefined;
  readonly keptElements?: Elements | undefined;
}

/** What a read has found, beside what the last state knows of. An output without a value leaves the state. */
export function elementsRead(context: Pick<Context, "log">, subject: string, found: Elements, last: ElementOutputs): ElementOutputs {
  const known = Object.entries(found).filter(([place, text]) => last.keptElements?.[place] === text);
  const news = Object.entries(found).filter(([place, text]) => last.keptElements?.[place] !== text);
  const isTold = news.every(([place, text]) => last.unknownElements?.[place] === text);
  if (!isTold)
    context.log("warn", `${subject} has elements that this version of pulumi-oos does not know and leaves as they are: ${worded(news)}`);
  return { unknownElements: orNone(news), keptElements: orNone(known) };
}

/** After a write, or an update that has none to make: everything is known of. */
export function elementsKept(found: Elements): ElementOutputs {
  return { unknownElements: undefined, keptElements: orNone(Object.entries(found)) };
}

/** What people must hear of. */
export function elementsOf(list: readonly s3.UnknownElement[] = []): Elements {
  return Object.fromEntries(list.filter(({ isFamiliar }) => !isFamiliar).map(({ place, text }) => [place, text]));
}

/** An update takes note of what a read has found. */
export function elementsDue({ unknownElements = {} }: ElementOutputs): readonly Due[] {
  const found = Object.entries(unknownElements);
  if (found.length === 0) return [];
  const why = `the service has elements that this version of pulumi-oos does not know; the update leaves them as they are: ${worded(found)}`;
  return [{ outputs: ["unknownElements", "keptElements"], why }];
}

/** Why it cannot be imported; undefined where it can. */
export function importRefusal(subject: string, found: Elements): RefusedError | undefined {
  const list = Object.entries(found);
  if (list.length === 0) return undefined;
  return new RefusedError(
    `${subject} has elements that this version of pulumi-oos does not know, so a program could not describe it completely: ${worded(list)}; nothing was imported`,
    "remove them on the service, or import with a version that knows them",
  );
}

/** Runs a write; one that has no place for what is unknown is refused in words. */
export async function keeping<T>(subject: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof s3.CannotKeepError)) throw error;
    throw noPlaceFor(subject, elementsOf(error.elements), error);
  }
}

/** A write that has no place for what is unknown. */
export function noPlaceFor(subject: string, elements: Elements, cause?: Error): RefusedError {
  return new RefusedError(
    `${subject} has elements that this version of pulumi-oos does not know, and the change leaves no place for them: ${worded(Object.entries(elements))}; nothing was changed`,
    "remove them on the service, or keep the elements around them, then run the update again; `pulumi refresh` shows them",
    ...(cause === undefined ? [] : [{ cause }]),
  );
}

function worded(elements: readonly (readonly [place: string, text: string])[]): string {
  return elements.map(([place, text]) => (text === "" ? place : `${place} (${text})`)).join(", ");
}

function orNone(entries: readonly (readonly [string, string])[]): Elements | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
