/** ObjectLock: for how long nobody may change or delete the objects of a bucket [GUIDE 4.2.22-4.2.24]. */
import { z } from "zod";
import { hasOperation } from "../backends/types";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { type Context, defineResource, field, RefusedError, type RuleProblem, type Values } from "../define";
import { type Retention, retentionDays, retentionProblems, weakeningProblems } from "../rules/object-lock";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/object-lock";

const { bucket, adopt } = settingFields("object lock");
const inputs = z.strictObject({
  bucket,
  state: field(z.enum(["Enabled", "Disabled"]), {
    doc: "`Disabled`: stored, but not active. `Enabled`: active; it can never be disabled, shortened or removed again; needs `confirmIrreversible`.",
  }),
  mode: field(z.enum(["COMPLIANCE", "GOVERNANCE"]), {
    doc: "`COMPLIANCE`: nobody, not even the root user, can change or delete an object before its retention ends. `GOVERNANCE`: only users with a special permission can.",
    default: "COMPLIANCE",
  }),
  retention: field(
    z.strictObject({
      days: z.number().int().optional().describe("Days since the last change of an object, from 1."),
      years: z.number().int().optional().describe("Years of 365 days, from 1."),
    }),
    {
      doc: "Retention of objects in `days` or in `years`. One year equals 365 days.",
      typeName: "ObjectLockRetention",
      canonical: retentionDays,
      rule: (value: Retention): readonly RuleProblem[] => retentionProblems(value),
    },
  ),
  confirmIrreversible: field(z.boolean().optional(), {
    doc: "Must be true to enable the lock: nobody can undo that.",
    local: true,
    createOnly: true,
  }),
  onDestroy: field(z.enum(["fail", "abandon"]).optional(), {
    doc: "Effect of deleting the resource while the lock is enabled. `fail`: the deletion fails. `abandon`: the resource leaves the stack, the lock stays on the bucket. Must be in the state (one `up`) before the deletion.",
    local: true,
    default: "fail",
    defaultOn: ({ lockIsFinal }) => lockIsFinal,
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

async function remove(context: Context, name: string, { state, onDestroy }: Partial<Values<typeof inputs>>): Promise<unknown> {
  const { client, backend } = context;
  if (!hasOperation(backend, "DeleteObjectLockConfiguration"))
    return s3.putObjectLockConfiguration(client, { bucket: name, state: "Enabled" });
  // Only a lock that was enabled is looked at first: the service removes any other.
  const actual = state === "Enabled" ? (await s3.getObjectLockConfiguration(client, { bucket: name })).value : undefined;
  if (actual?.state !== "Enabled") return s3.deleteObjectLockConfiguration(client, { bucket: name });
  const lasting = `the object lock of bucket "${name}" is enabled (${String(retentionDays(actual.retention ?? {}))} days) and can never be removed`;
  if (onDestroy === "abandon") {
    context.log("warn", `${lasting}; it stays on the bucket, and is removed from this stack only`);
    return undefined;
  }
  throw new RefusedError(
    `${lasting}; nothing was changed`,
    'to let the stack forget it, set onDestroy: "abandon", run `pulumi up`, then delete it again; the lock and the retention of the objects stay',
  );
}

export const objectLock = defineResource({
  uses: ["PutObjectLockConfiguration", "GetObjectLockConfiguration"],
  mayUse: ["DeleteObjectLockConfiguration"],
  elsewhere: { objectLockEnabled: "state", rule: "mode and retention" },
  doc: `The retention of a bucket: nobody, not even the root user, can change or delete an object before its retention ends. Existing objects are
included; the retention counts from the last change of the object.

On ZOS the retention is the default of new objects, and can be changed and removed. The bucket must have been created with \`objectLockEnabled\`, and
the state is always \`Enabled\`; the rest of this text is about OOS.

**Enabling cannot be undone.** An enabled lock can only be lengthened; a change that would disable or shorten it is refused in preview. It cannot be
removed either: deleting the resource fails, or leaves the lock on the bucket (\`onDestroy\`). A lock that is not enabled is removed. A bucket
with an enabled lock can be deleted once the retention of every object has ended.

\`\`\`typescript
import * as oos from "pulumi-oos";

const records = new oos.Bucket("records", {});
new oos.ObjectLock("records", { bucket: records.bucket, state: "Disabled", retention: { years: 1 } });
\`\`\``,
  rules: [
    {
      on: ["state", "confirmIrreversible"],
      check: ({ state, confirmIrreversible }, { backend }) =>
        backend.dialect.lockIsFinal && state === "Enabled" && confirmIrreversible !== true
          ? [
              {
                path: ["confirmIrreversible"],
                message: "must be true to enable the lock, which can never be disabled, shortened or removed",
              },
            ]
          : [],
    },
  ],
  changes: [
    { on: ["state", "retention"], check: (olds, news, { backend }) => (backend.dialect.lockIsFinal ? weakeningProblems(olds, news) : []) },
  ],
  ...bucketSetting({
    noun: "ObjectLock",
    title: "object lock",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value, unknown } = await s3.getObjectLockConfiguration(client, { bucket: name });
      const { state, retention: shown } = value;
      if (shown === undefined) return undefined;
      const { mode, ...retention } = shown;
      return { inputs: { state, mode, retention }, unknown };
    },
    put: ({ client }, { bucket: name, state, mode, retention }, unknown) =>
      s3.putObjectLockConfiguration(client, { bucket: name, state, retention: { mode, ...retention }, unknown }),
    readBack: {},
    remove,
  }),
});
