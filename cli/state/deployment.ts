/** A stack's state as `pulumi stack export` writes it: read, looked at and written; secrets in it stay as they are. */
import { UsageError } from "../exit";
import { z } from "zod";

const urns = z.array(z.string()).nullish();
const values = z.record(z.string(), z.unknown()).nullish();

const storedResource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().nullish(),
  delete: z.boolean().nullish(),
  id: z.string().nullish(),
  parent: z.string().nullish(),
  provider: z.string().nullish(),
  inputs: values,
  outputs: values,
  aliases: urns,
  propertyDependencies: z.record(z.string(), urns).nullish(),
});

const exportedStack = z.looseObject({
  version: z.number(),
  features: z.array(z.string()).nullish(),
  deployment: z.looseObject({
    resources: z.array(storedResource).nullish(),
    pending_operations: z.array(z.looseObject({ type: z.string(), resource: storedResource })).nullish(),
  }),
});

export type StoredResource = Readonly<z.infer<typeof storedResource>>;
export type ExportedStack = Readonly<z.infer<typeof exportedStack>>;

/** What these versions of the format hold is known. */
const knownVersions: ReadonlySet<number> = new Set([3, 4]);
const knownFeatures: ReadonlySet<string> = new Set(["refreshBeforeUpdate", "views", "hooks", "taint", "replaceWith"]);

/** @throws Error for a text that is no exported stack, or one of a form that is not known here */
export function parseStack(text: string): ExportedStack {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError("not an exported stack: the text is no JSON\n  next: take the file that `pulumi stack export` writes", {
      cause: error,
    });
  }
  const { version, features } =
    z.looseObject({ version: z.unknown().optional(), features: z.unknown().optional() }).safeParse(json).data ?? {};
  const strange = Array.isArray(features) ? features.filter((name) => !knownFeatures.has(String(name))) : [];
  if (typeof version === "number" && (!knownVersions.has(version) || strange.length > 0)) {
    const what = strange.length > 0 ? `the features ${strange.join(", ")}` : `version ${String(version)}`;
    throw new UsageError(
      `the exported stack has ${what}, which this version of pulumi-oos does not know\n  next: npm install pulumi-oos@latest`,
    );
  }
  const parsed = exportedStack.safeParse(json);
  if (parsed.success) return json as ExportedStack;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  throw new UsageError(`not an exported stack${place}: ${issue?.message ?? ""}\n  next: take the file that \`pulumi stack export\` writes`);
}

export function stackText(stack: ExportedStack): string {
  return `${JSON.stringify(stack, undefined, 4)}\n`;
}

const signatureKey = "4dabf18193072939515e22adb298388d";

/** Equal for two exports of one state: secrets are encrypted anew by each. */
export function printOfStack(stack: ExportedStack): string {
  return JSON.stringify(stack, (key, value: unknown) => (key === "ciphertext" ? "" : value));
}

/** True for a value that the state keeps encrypted or marks in another way: not to be looked into. */
export function isMarked(value: Readonly<Record<string, unknown>>): boolean {
  return signatureKey in value && ("ciphertext" in value || "plaintext" in value);
}
