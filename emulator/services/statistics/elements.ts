/** Kinds of traffic and of requests, and how answers name them. unverified: names beyond `Upload` [GUIDE 5.7] and those of bandwidth [DOC 10027593]. */
import type { RequestUsage } from "../../background/usage";
import type { XmlObject } from "../../wire/xml";

export const KINDS = ["get", "head", "put", "post", "delete", "other"] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf(method: string): Kind {
  return KINDS.find((kind) => kind === method.toLowerCase()) ?? "other";
}

/** `3` under `key`, added to. */
export function count(sum: Map<string, number>, key: string): void {
  sum.set(key, (sum.get(key) ?? 0) + 1);
}

export function requestElements(sum: ReadonlyMap<string, number>, kinds: readonly Kind[]): XmlObject {
  return Object.fromEntries(kinds.map((kind) => [`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Request`, sum.get(kind) ?? 0]));
}

export interface Bytes {
  upload: number;
  download: number;
}
export const noBytes = (): Bytes => ({ upload: 0, download: 0 });
export const addBytes = (sum: Bytes, { uploaded, downloaded }: RequestUsage): void => {
  sum.upload += uploaded;
  sum.download += downloaded;
};

/** The eight kinds of traffic under their names, with `suffix` at their ends; only direct internet traffic happens. */
export function trafficElements({ upload, download }: Bytes, suffix = ""): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ["", "Roam", "NonInternet", "NonInternetRoam"].flatMap((kind) => [
      [`${kind}Upload${suffix}`, kind === "" ? upload : 0],
      [`${kind}Download${suffix}`, kind === "" ? download : 0],
    ]),
  );
}
