/** Where an access key comes from: the configuration, the environment, or a profile in a shared credentials file. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "ini";
import type { Credentials } from "../types";

export interface CredentialSettings {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  /** Section of the shared credentials file; absent: `default`, and only after the environment. */
  readonly profile?: string;
}

/** What the look-up reads; tests pass their own. */
export interface CredentialSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readFile(path: string): Promise<string>;
}

/** No usable access key; the message lists every place that was looked at. Never holds a secret. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

interface Candidate {
  readonly place: string;
  readonly accessKeyId: string | undefined;
  readonly secretAccessKey: string | undefined;
  readonly sessionToken: string | undefined;
  /** Names of the two halves, for the message about a half-set pair. */
  readonly names: readonly [string, string];
}

const systemSurroundings = (): CredentialSurroundings => ({
  env: process.env,
  home: homedir(),
  readFile: (path) => readFile(path, "utf8"),
});

/**
 * A provider of credentials. The first call looks, later calls give the same answer; a failed look is repeated.
 *
 * Order: `accessKeyId` and `secretAccessKey` of the settings; the `profile` of the settings; OOS_ACCESS_KEY_ID and
 * OOS_SECRET_ACCESS_KEY (with OOS_SESSION_TOKEN); the profile of OOS_PROFILE or `default`. Profiles are read from the file of
 * OOS_SHARED_CREDENTIALS_FILE, else from ~/.oos/credentials, else (only for a named profile) from ~/.aws/credentials.
 * @throws CredentialsError (from the returned function) when nothing is found or one half of a pair is missing.
 */
export function createCredentialProvider(
  settings: CredentialSettings = {},
  surroundings: CredentialSurroundings = systemSurroundings(),
): () => Promise<Credentials> {
  let found: Credentials | undefined;
  return async () => (found ??= await lookUp(settings, surroundings));
}

async function lookUp(settings: CredentialSettings, surroundings: CredentialSurroundings): Promise<Credentials> {
  const looked: string[] = [];
  for (const step of steps(settings, surroundings)) {
    const result = await step();
    if (typeof result === "string") looked.push(result);
    else {
      const credentials = complete(result);
      if (credentials !== undefined) return credentials;
      looked.push(`${result.place}: not set`);
    }
  }
  throw new CredentialsError(`no access key was found; looked at\n${looked.map((line) => `  - ${line}`).join("\n")}`);
}

/** A candidate, or a sentence that says why there is none. */
type Step = () => Candidate | string | Promise<Candidate | string>;

function steps(settings: CredentialSettings, surroundings: CredentialSurroundings): readonly Step[] {
  const { env } = surroundings;
  const profileSteps = (profile: string, named: boolean): readonly Step[] =>
    files(surroundings, named).map((file) => () => fromFile(file, profile, surroundings));
  const named = settings.profile === undefined ? [] : profileSteps(settings.profile, true);
  const fallback =
    settings.profile === undefined ? profileSteps(present(env.OOS_PROFILE) ?? "default", present(env.OOS_PROFILE) !== undefined) : [];
  return [
    () => ({
      place: "configuration oos:accessKeyId and oos:secretAccessKey",
      accessKeyId: present(settings.accessKeyId),
      secretAccessKey: present(settings.secretAccessKey),
      sessionToken: present(settings.sessionToken),
      names: ["accessKeyId", "secretAccessKey"],
    }),
    ...named,
    () => ({
      place: "environment variables OOS_ACCESS_KEY_ID and OOS_SECRET_ACCESS_KEY",
      accessKeyId: present(env.OOS_ACCESS_KEY_ID),
      secretAccessKey: present(env.OOS_SECRET_ACCESS_KEY),
      sessionToken: present(env.OOS_SESSION_TOKEN),
      names: ["OOS_ACCESS_KEY_ID", "OOS_SECRET_ACCESS_KEY"],
    }),
    ...fallback,
  ];
}

function files({ env, home }: CredentialSurroundings, named: boolean): readonly string[] {
  const chosen = present(env.OOS_SHARED_CREDENTIALS_FILE);
  if (chosen !== undefined) return [chosen];
  // Keys of another cloud are used only when a person names their profile.
  return named ? [join(home, ".oos", "credentials"), join(home, ".aws", "credentials")] : [join(home, ".oos", "credentials")];
}

async function fromFile(file: string, profile: string, surroundings: CredentialSurroundings): Promise<Candidate | string> {
  const where = `profile "${profile}" of ${file}`;
  let text: string;
  try {
    text = await surroundings.readFile(file);
  } catch (error) {
    return `${where}: ${reasonOf(error)}`;
  }
  const section: unknown = (parse(text) as Record<string, unknown>)[profile];
  if (typeof section !== "object" || section === null) return `${where}: the file has no such section`;
  const value = (name: string): string | undefined => {
    const raw = (section as Record<string, unknown>)[name];
    return typeof raw === "string" ? present(raw) : undefined;
  };
  return {
    place: where,
    accessKeyId: value("oos_access_key_id") ?? value("aws_access_key_id"),
    secretAccessKey: value("oos_secret_access_key") ?? value("aws_secret_access_key"),
    sessionToken: value("oos_session_token") ?? value("aws_session_token"),
    names: ["aws_access_key_id", "aws_secret_access_key"],
  };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "the file does not exist";
  return code === "" ? "the file cannot be read" : `the file cannot be read (${code})`;
}

function complete(candidate: Candidate): Credentials | undefined {
  const { place, accessKeyId, secretAccessKey, sessionToken, names } = candidate;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  }
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  const [set, missing] = accessKeyId === undefined ? [names[1], names[0]] : names;
  throw new CredentialsError(`half of an access key is set: ${place} has ${set} but not ${missing}; set both, or neither`);
}

function present(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}
