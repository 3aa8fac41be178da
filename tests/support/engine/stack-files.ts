/**
 * The files in which Pulumi keeps a stack of a file backend, read and written without a run of the engine, each of which takes a quarter of a second
 * before it does anything. What is written here is read by the engine in the same test, and the other way round.
 */
import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Of all stacks. */
export const passphrase = "test";
/** One for all stacks, so that the key, which is slow to derive on purpose, is derived once in a file of tests. */
const salt = Buffer.from("dGVzdHNhbHQ=", "base64");
const knownText = "pulumi";
/** By which Pulumi marks a secret in a state. */
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const markKey = "4dabf18193072939515e22adb298388d";

let derived: Buffer | undefined;
function key(): Buffer {
  return (derived ??= pbkdf2Sync(passphrase, salt, 1_000_000, 32, "sha256"));
}

/** AES-256-GCM under the key of the passphrase: `v1:<nonce>:<text and tag>`. */
function encrypted(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

function decrypted(text: string): string {
  const [, nonce = "", sealed = ""] = text.split(":");
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key(), Buffer.from(nonce, "base64"));
  decipher.setAuthTag(bytes.subarray(-16));
  return decipher.update(bytes.subarray(0, -16)).toString("utf8") + decipher.final("utf8");
}

/** The stack's file beside the program: plain and secret values of the namespace `oos`. */
export function writeStackFile(file: string, config: Readonly<Record<string, string>>, secrets: ReadonlySet<string>): void {
  const lines = Object.entries(config).map(([name, value]) =>
    secrets.has(name) ? `  oos:${name}:\n    secure: ${encrypted(value)}` : `  oos:${name}: ${JSON.stringify(value)}`,
  );
  writeFileSync(file, [`encryptionsalt: v1:${salt.toString("base64")}:${encrypted(knownText)}`, "config:", ...lines, ""].join("\n"));
}

function stateFile(backend: string, project: string, stack: string): string {
  return path.join(backend, ".pulumi", "stacks", project, `${stack}.json`);
}

/** As `pulumi stack init` leaves it. */
export function writeEmptyState(backend: string, project: string, stack: string): void {
  const file = stateFile(backend, project, stack);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(path.join(backend, ".pulumi", "meta.yaml"), "version: 1\n");
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack: `organization/${project}/${stack}`, latest: null } }));
}

/** As `pulumi stack export` prints it, with `shown` as with `--show-secrets`. */
export function readState(backend: string, project: string, stack: string, shown: boolean): string {
  const { version, checkpoint } = JSON.parse(readFileSync(stateFile(backend, project, stack), "utf8")) as {
    readonly version: number;
    readonly checkpoint: { readonly latest?: unknown };
  };
  const deployment = checkpoint.latest ?? {};
  return JSON.stringify({ version, deployment: shown ? withPlainSecrets(deployment) : deployment }, null, 4);
}

function withPlainSecrets(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withPlainSecrets);
  if (node === null || typeof node !== "object") return node;
  const { ciphertext, ...rest } = node as Record<string, unknown>;
  if (rest[markKey] === secretMark && typeof ciphertext === "string") return { ...rest, plaintext: decrypted(ciphertext) };
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, withPlainSecrets(value)]));
}

/** The value without the marks of secrets. */
export function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (node === null || typeof node !== "object") return node;
  const { plaintext, ...rest } = node as Record<string, unknown>;
  if (rest[markKey] === secretMark && typeof plaintext === "string") return bare(JSON.parse(plaintext));
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, bare(value)]));
}
