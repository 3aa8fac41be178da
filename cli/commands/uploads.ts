/**
 * The command `pulumi-oos uploads`: open uploads in parts take space until somebody ends them, and the service has no lifecycle rule that does
 * [GUIDE 4.2.12, 4.3.8, 4.3.9].
 */
import { type Command, Option } from "commander";
import type { Context } from "../../provider/define";
import * as s3 from "../../provider/services/s3";
import { isKind } from "../../provider/transport/errors/errors";
import { shown } from "../../provider/transport/errors/printable";
import { connected, type ConnectionFlags, withConnectionOptions } from "../connection";
import { RefusalError } from "../exit";
import { confirmed, type Io, processIo } from "../io";
import { ageText, bytesText, columns, counted, parseDuration, printable } from "../text";

interface Flags extends ConnectionFlags {
  readonly prefix?: string;
  readonly olderThan?: number;
  readonly json?: true;
}

interface ListFlags extends Flags {
  readonly sizes?: true;
}

interface AbortFlags extends Flags {
  readonly olderThan: number;
  readonly dryRun?: true;
  readonly yes?: true;
}

interface Upload {
  readonly key: string;
  readonly uploadId: string;
  readonly initiated?: Date;
}

interface Measured {
  readonly parts: number;
  readonly bytes: number;
}

const weekMs = 7 * 86_400_000;
/** Calls at once; the transport has its own limit. */
const together = 16;

/** Adds the `uploads` command to `program`. */
export function addUploadsCommand(program: Command, io: Io = processIo): Command {
  const uploads = program.command("uploads").description("open uploads in parts, which take space until they are completed or aborted");
  const common = (command: Command): Command =>
    withConnectionOptions(command).option("--prefix <text>", "only keys that start with it").option("--json", "print JSON");
  common(uploads.command("list"))
    .description("list the open uploads of a bucket")
    .argument("<bucket>")
    .option("--older-than <time>", "only uploads that were begun at least so long ago (7d, 12h, 30m)", parseDuration)
    .option("--sizes", "parts and bytes of each upload: one call more an upload")
    .action((bucket: string, flags: ListFlags) => list(bucket, flags, io));
  common(uploads.command("abort"))
    .description("abort open uploads of a bucket and free what they hold; objects are not touched")
    .argument("<bucket>")
    .addOption(
      new Option("--older-than <time>", "only uploads that were begun at least so long ago; 0 for all")
        .argParser(parseDuration)
        .default(weekMs, "7d"),
    )
    .option("--dry-run", "show what would be aborted, abort nothing")
    .option("-y, --yes", "do not ask")
    .action((bucket: string, flags: AbortFlags) => abort(bucket, flags, io));
  return uploads;
}

function list(bucket: string, flags: ListFlags, io: Io): Promise<void> {
  return connected(flags, io, async (context) => {
    const uploads = await choose(context, bucket, flags, io);
    const sizes = flags.sizes === true ? await inBatches(uploads, (upload) => measure(context, bucket, upload)) : undefined;
    if (flags.json === true) {
      printJson(
        uploads.map((upload, at) => ({ ...toJson(upload), ...sizes?.[at] })),
        io,
      );
      return;
    }
    printTable(uploads, sizes, io);
    const bytes = sizes?.reduce((sum, size) => sum + size.bytes, 0);
    io.err(`${counted(uploads.length, "open upload")} in bucket ${bucket}${bytes === undefined ? "" : `, ${bytesText(bytes)}`}\n`);
  });
}

function abort(bucket: string, flags: AbortFlags, io: Io): Promise<void> {
  const { json = false, dryRun = false, yes = false } = flags;
  return connected(flags, io, async (context) => {
    const uploads = await choose(context, bucket, flags, io);
    if (!json) printTable(uploads, undefined, io);
    const isAllowed = dryRun || uploads.length === 0 || yes;
    if (!isAllowed && !(await confirmed(io, `Abort ${counted(uploads.length, "upload")} of bucket ${bucket}? Their parts are lost.`)))
      throw new RefusalError("nothing was aborted");
    const outcomes = dryRun ? [] : await inBatches(uploads, (upload) => end(context, bucket, upload));
    const failed = outcomes.filter((outcome) => outcome !== undefined);
    const ended = uploads.filter((_upload, at) => outcomes[at] === undefined);
    if (json) {
      const failures = failed.map(({ upload, why }) => ({ ...toJson(upload), error: why }));
      printJson({ bucket, dryRun, uploads: ended.map(toJson), failed: failures }, io);
    }
    io.err(`${counted(ended.length, "upload")} of bucket ${bucket} ${dryRun ? "would be aborted" : "aborted"}\n`);
    for (const { upload, why } of failed) io.err(`${printable(upload.key)} ${printable(upload.uploadId)}: ${shown(why)}\n`);
    if (failed.length > 0) throw new Error(`${counted(failed.length, "upload")} could not be aborted`);
  });
}

/** The uploads of the wanted age; one whose beginning the service does not tell is of no age. */
async function choose({ client }: Context, bucket: string, { prefix, olderThan = 0 }: Flags, io: Io): Promise<readonly Upload[]> {
  const before = io.now().getTime() - olderThan;
  const chosen: Upload[] = [];
  let ageless = 0;
  for await (const upload of s3.listAllMultipartUploads(client, { bucket, ...(prefix === undefined ? {} : { prefix }) })) {
    const { initiated } = upload;
    if (olderThan === 0 || (initiated !== undefined && initiated.getTime() <= before)) chosen.push(upload);
    else if (initiated === undefined) ageless += 1;
  }
  if (ageless > 0)
    io.err(`${counted(ageless, "upload")} left out: the service does not tell when they were begun (--older-than 0 takes all)\n`);
  return chosen;
}

async function measure({ client }: Context, bucket: string, { key, uploadId }: Upload): Promise<Measured> {
  try {
    const parts = await s3.listAllParts(client, { bucket, key, uploadId });
    return { parts: parts.length, bytes: parts.reduce((sum, { size = 0 }) => sum + size, 0) };
  } catch (error) {
    // Completed or aborted meanwhile.
    if (isKind(error, "not-found")) return { parts: 0, bytes: 0 };
    throw error;
  }
}

interface Failed {
  readonly upload: Upload;
  readonly why: string;
}

async function end({ client }: Context, bucket: string, upload: Upload): Promise<Failed | undefined> {
  try {
    await s3.abortMultipartUpload(client, { bucket, key: upload.key, uploadId: upload.uploadId });
  } catch (error) {
    if (!isKind(error, "not-found")) return { upload, why: error instanceof Error ? error.message : String(error) };
  }
  return undefined;
}

async function inBatches<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += together) results.push(...(await Promise.all(items.slice(at, at + together).map(task))));
  return results;
}

function printJson(value: unknown, io: Io): void {
  // JSON escapes most of what would steer a terminal; the rest may be escaped as well.
  const text = JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
  io.out(`${text}\n`);
}

function printTable(uploads: readonly Upload[], sizes: readonly Measured[] | undefined, io: Io): void {
  if (uploads.length === 0) return;
  const head = ["BEGUN", "AGE", ...(sizes === undefined ? [] : ["PARTS", "BYTES"]), "UPLOAD ID", "KEY"];
  const rows = uploads.map(({ key, uploadId, initiated }, at) => {
    const size = sizes?.[at];
    return [
      initiated?.toISOString().replace(/\.\d+Z$/, "Z") ?? "unknown",
      initiated === undefined ? "unknown" : ageText(io.now().getTime() - initiated.getTime()),
      ...(size === undefined ? [] : [String(size.parts), bytesText(size.bytes)]),
      uploadId,
      key,
    ];
  });
  io.out(columns(head, rows));
}

function toJson({ key, uploadId, initiated }: Upload): object {
  return { key, uploadId, ...(initiated === undefined ? {} : { initiated: initiated.toISOString() }) };
}
