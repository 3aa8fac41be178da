/** PasswordPolicy: the account's rules for console passwords [GUIDE 7.3.12-7.3.14]. */
import { z } from "zod";
import { claim } from "../parts/claim";
import { type Context, defineResource, field, type Values } from "../define";
import { unlessGone } from "../parts/held";
import { deepEqual } from "../rules/semantic";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors";

const noun = "PasswordPolicy";

/** There is one in an account. */
const onlyId = "account-password-policy";

/** The rules of an account that never set any. unverified: every value. */
const serviceDefault: Required<iam.PasswordPolicy> = {
  allowUsersToChangePassword: true,
  hardExpiry: false,
  maxPasswordAge: 0,
  minimumPasswordLength: 8,
  passwordReusePrevention: 0,
  requireLowercaseCharacters: false,
  requireNumbers: false,
  requireSymbols: false,
  requireUppercaseCharacters: false,
};

/** A field that is left out, from the start or later, keeps the value that the account has: no default of the service is documented. */
function flag(doc: string) {
  return field(z.boolean().optional(), { doc, whenRemoved: "forget" });
}

function count(doc: string) {
  return field(z.int().min(0).optional(), { doc, whenRemoved: "forget" });
}

const settings = {
  allowUsersToChangePassword: flag("Whether users may change their own password."),
  hardExpiry: flag("Whether a user whose password has expired can log in again only after an administrator has set a new one."),
  maxPasswordAge: count("Days until a password expires; 0: never."),
  minimumPasswordLength: count("Minimum number of characters."),
  passwordReusePrevention: count("Number of previous passwords that a user may not reuse; 0: no limit."),
  requireLowercaseCharacters: flag("Whether a password must contain a lower-case letter."),
  requireNumbers: flag("Whether a password must contain a digit."),
  requireSymbols: flag("Whether a password must contain a symbol."),
  requireUppercaseCharacters: flag("Whether a password must contain an upper-case letter."),
};
const inputs = z.strictObject({
  ...settings,
  adopt: field(z.boolean().optional(), {
    doc: "Take over and change rules of the account that differ from the service's default. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  expirePasswords: field(z.boolean().optional(), { doc: "Whether passwords expire: `maxPasswordAge` of the account is more than 0." }),
});

type Inputs = Values<typeof inputs>;
type Settings = Partial<iam.PasswordPolicy>;

const names = Object.keys(settings) as readonly (keyof typeof settings)[];

/** The settings that have a value. */
function settingsOf(values: Partial<Inputs>): Settings {
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}

function isDefault(rules: Settings): boolean {
  return deepEqual(rules, serviceDefault);
}

/** `minimumPasswordLength 12, requireSymbols true`: what differs from the default. */
function differences(rules: Settings): string {
  return names
    .filter((name) => rules[name] !== undefined && rules[name] !== serviceDefault[name])
    .map((name) => `${name} ${String(rules[name])}`)
    .join(", ");
}

function has(rules: Settings, wanted: Settings): boolean {
  return deepEqual({ ...rules, ...wanted }, rules);
}

async function look({ client }: Context): Promise<Settings | undefined> {
  try {
    return settingsOf(await iam.getAccountPasswordPolicy(client));
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

/** Sends all rules, the ones of others as they are: what is left out may go back to its default. */
async function put({ client }: Context, present: Settings, wanted: Settings): Promise<Settings> {
  const rules = { ...present, ...wanted };
  await iam.updateAccountPasswordPolicy(client, rules);
  return rules;
}

function toOutputs({ maxPasswordAge }: Settings): Partial<Values<typeof outputs>> {
  return maxPasswordAge === undefined ? {} : { expirePasswords: maxPasswordAge > 0 };
}

export const passwordPolicy = defineResource({
  noun,
  uses: ["UpdateAccountPasswordPolicy", "GetAccountPasswordPolicy", "DeleteAccountPasswordPolicy"],
  doc: `The account's rules for console passwords. An account has one set of rules: use this resource once. A rule that the program does not set stays as it
is.

Existing rules that differ from the service's default are not touched unless \`adopt\` is set. Deleting the resource restores the service's default
rules.

\`\`\`typescript
import * as oos from "pulumi-oos";

new oos.PasswordPolicy("passwords", { minimumPasswordLength: 12, requireNumbers: true, requireSymbols: true, maxPasswordAge: 90 });
\`\`\``,
  idForm: `\`${onlyId}\``,
  idInputs: (id) => (id === onlyId ? {} : undefined),
  inputs,
  outputs,
  rules: [
    {
      on: names,
      check: (given) =>
        Object.keys(settingsOf(given)).length === 0
          ? [{ path: names.slice(0, 1), message: `names no rule; set at least one of ${names.join(", ")}` }]
          : [],
    },
  ],
  identity: [],
  single: true,
  queue: () => "account/password-policy",

  async create(context, values, made) {
    const wanted = settingsOf(values);
    let present: Settings = {};
    const { entity, found } = await claim<Settings>(context, {
      noun,
      name: onlyId,
      subject: "a password policy of the account, other than the service's default,",
      importId: onlyId,
      adopt: values.adopt === true,
      look: async () => {
        present = (await look(context)) ?? {};
        return Object.keys(present).length === 0 || isDefault(present) ? undefined : present;
      },
      describe: differences,
      parts: { made: () => [{ ...present, ...wanted }], shown: (shown) => [shown] },
      make: () => put(context, present, wanted),
    });
    made(onlyId, toOutputs(entity));
    const rules = found && !has(entity, wanted) ? await put(context, entity, wanted) : entity;
    return { id: onlyId, outputs: toOutputs(rules) };
  },
  async observe(context, id, known) {
    if (id !== onlyId) return undefined;
    const shown = await look(context);
    // The default rules are those of an account without a policy, unless they are what the program wants.
    if (shown === undefined || (isDefault(shown) && (known === undefined || !has(shown, settingsOf(known))))) return undefined;
    return { inputs: shown, outputs: toOutputs(shown) };
  },
  async update(context, _id, news, olds) {
    const wanted = settingsOf(news);
    if (has(settingsOf(olds), wanted)) return {};
    const isWhole = Object.keys(wanted).length === names.length;
    return toOutputs(await put(context, isWhole ? {} : ((await look(context)) ?? {}), wanted));
  },
  async delete(context) {
    await unlessGone(iam.deleteAccountPasswordPolicy(context.client));
    context.log("warn", "the account's password policy is deleted: the service's default rules apply again");
  },
});
