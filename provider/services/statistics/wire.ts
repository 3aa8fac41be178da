/**
 * The wire of the statistics service: names of parameters, spellings of values, the form of an answer. The only place that knows them.
 * No manual shows an answer whole. The pages name `Statistics.Date`, `Statistics.Standard.BilledStorage.BilledStorageUsage`
 * [DOC 10027578] and `Region.Name`, `Region.Data.Date`, `Region.Data.UploadBW` [DOC 10027593]; the rest is read by that pattern.
 */
import { isRecord, lookUp, name, optional, required, shape, text, UnreadableAnswer } from "../../transport/protocol/shape";
import type { Reader, ReadBy } from "../../transport/protocol/shape";
import { defined } from "../../pure/defined";

/** Every input by its name on the wire [GUIDE 5]. */
export const PARAMETERS = {
  beginDate: "BeginDate",
  endDate: "EndDate",
  bucket: "Bucket",
  /** GetBandwidth has a name of its own for the bucket [DOC 10027593]. */
  bucketName: "BucketName",
  frequency: "Freq",
  inOutType: "InOutType",
  internetType: "InternetType",
  location: "Region",
  netType: "NetType",
  requestTypes: "RequestsType",
  responseTypes: "ResponseType",
  storageClass: "StorageClass",
  trafficType: "TrafficsType",
} as const;

/** Storage classes as GetBilledStorageUsage writes them, sic [DOC 10027578]. All other operations write them as S3 does. */
const BILLED_STORAGE_CLASSES: Readonly<Record<string, string>> = { STANDARD: "STANDARAD", STANDARD_IA: "STANDARAD_IA" };

export function toBilledStorageClass(storageClass: string): string {
  return BILLED_STORAGE_CLASSES[storageClass] ?? storageClass;
}

export function fromBilledStorageClass(spelling: string): string {
  return Object.entries(BILLED_STORAGE_CLASSES).find(([, odd]) => odd === spelling)?.[0] ?? spelling;
}

/** Several values of one parameter stand between plus signs [MIR 894]. */
export function joined(values: readonly string[]): string {
  return values.join("+");
}

/** A minute of UTC+8 as GetBandwidth writes it: `2023-07-20-08-05` [GUIDE 5.8]. */
export function toMinute(time: Date): string {
  return new Date(time.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace(/[T:]/g, "-");
}

/** Every time of the service is of this zone [DOC 10027578]. */
const OFFSET_MS = 8 * 3_600_000;

/** `UserName` is in the answer of every operation whose page is known; without it the answer is somebody else's (law 1). */
const HEADER = shape({
  userName: required("UserName", name),
  account: optional("Account", text),
  bucket: optional(["BucketName", "Bucket"], text),
  frequency: optional("Freq", text),
  location: optional("RegionName", text),
  storageClass: optional("StorageClass", text),
  timeZone: optional("TimeZone", text),
});

/** One sample: a time and what was measured then. */
export interface StatisticsPoint {
  /** A day (`2023-07-20`) or a moment with its zone (`2023-07-20T08:05:00+08:00`); as sent where it has neither form. */
  readonly time: string;
  /** The data location that it is about, where the answer is by location. */
  readonly location?: string;
  /** Each number by its place in the sample: `standard.billedStorage.billedStorageUsage`, `uploadBW`. */
  readonly values: Readonly<Record<string, number>>;
}

export type Statistics = ReadBy<typeof HEADER> & { readonly points: readonly StatisticsPoint[] };

/** unverified: what has a `Date` is a sample, whatever stands around it; the name of the root element is not looked at. */
export const STATISTICS: Reader<Statistics> = (value, at) => {
  if (!isRecord(value)) throw new UnreadableAnswer(at, "element with fields");
  return { ...HEADER(value, at), points: pointsIn(value, undefined) };
};

function pointsIn(value: unknown, location: string | undefined): StatisticsPoint[] {
  if (Array.isArray(value)) return value.flatMap((item) => pointsIn(item, location));
  if (!isRecord(value)) return [];
  const date = lookUp(value, ["Date"]);
  if (typeof date === "string" && date.trim() !== "") {
    return [{ time: toTime(date.trim()), ...defined({ location }), values: numbersIn(value, "") }];
  }
  const named = lookUp(value, ["Name"]);
  const here = typeof named === "string" && named !== "" ? named : location;
  return Object.values(value).flatMap((child) => pointsIn(child, here));
}

function numbersIn(value: unknown, path: string): Record<string, number> {
  if (Array.isArray(value))
    return Object.assign({}, ...value.map((item, index) => numbersIn(item, `${path}[${String(index)}]`))) as Record<string, number>;
  if (isRecord(value)) {
    const parts = Object.entries(value).map(([key, child]) =>
      numbersIn(child, path === "" ? lowerFirst(key) : `${path}.${lowerFirst(key)}`),
    );
    return Object.assign({}, ...parts) as Record<string, number>;
  }
  return typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? { [path]: Number(value) } : {};
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

/** `2023-07-20`, `2023-07-20 08:05`, `2023-07-20-08-05` and the like. */
function toTime(date: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T-](\d\d)[:-](\d\d)(?::(\d\d))?)?$/.exec(date);
  if (match === null) return date;
  const [, day = "", hour, minute, second = "00"] = match;
  return hour === undefined || minute === undefined ? day : `${day}T${hour}:${minute}:${second}+08:00`;
}
