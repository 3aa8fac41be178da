/** PasswordPolicy: the account's rules for console passwords [GUIDE 7.3.12-7.3.14]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field, type Values } from "../define";
import {
  elementOutputs,
  type Elements,
  elementsDue,
  elementsKept,
  elementsRead,
  importRefusal,
  noPlaceFor,
} from "./shared/unknown-elements";
import { deepEqual } from "../pure/semantic";
import * as iam from "../services/iam";
import { ifThere, unlessGone } from "./shared/absence";

const noun = "PasswordPolicy";
const subject = "the account's password policy";

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
  ...elementOutputs,
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

/** The rules as the service shows them. */
interface Shown {
  readonly rules: Settings;
  /** What no field of ours says. */
  readonly unknown: readonly iam.UnknownRule[];
}

const nothing: Shown = { rules: {}, unknown: [] };

async function look(context: Context): Promise<Shown | undefined> {
  const shown = await ifThere(iam.showAccountPasswordPolicy(context.client), context);
  return shown === undefined ? undefined : { rules: settingsOf(shown.rules), unknown: shown.unknown };
}

function elementsOf(unknown: readonly iam.UnknownRule[]): Elements {
  return Object.fromEntries(unknown.map(({ name, text }) => [name, text]));
}

/** What is not known, as parameters of a request; of what is more than a text it is not known how it would be sent. @throws RefusedError */
function parametersOf(unknown: readonly iam.UnknownRule[]): Readonly<Record<string, string>> {
  const nested = unknown.filter(({ parameter }) => parameter === undefined);
  if (nested.length > 0) throw noPlaceFor(subject, elementsOf(nested));
  return Object.fromEntries(unknown.map(({ name, parameter = "" }) => [name, parameter]));
}

/** Sends all rules, the ones of others as they are: what is left out may go back to its default. */
async function put({ client }: Context, { rules, unknown }: Shown, wanted: Settings): Promise<Shown> {
  const whole = { ...rules, ...wanted };
  await iam.updateAccountPasswordPolicy(client, whole, parametersOf(unknown));
  return { rules: whole, unknown };
}

function toOutputs({ rules: { maxPasswordAge }, unknown }: Shown): Partial<Values<typeof outputs>> {
  return { ...(maxPasswordAge === undefined ? {} : { expirePasswords: maxPasswordAge > 0 }), ...elementsKept(elementsOf(unknown)) };
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
  due: ({ outputs: last }) => elementsDue(last),

  async create(context, values, made) {
    const wanted = settingsOf(values);
    let present = nothing;
    const { entity, found } = await claim<Shown>(context, {
      noun,
      name: onlyId,
      subject: "a password policy of the account, other than the service's default,",
      importId: onlyId,
      adopt: values.adopt === true,
      look: async () => {
        present = (await look(context)) ?? nothing;
        return Object.keys(present.rules).length === 0 || isDefault(present.rules) ? undefined : present;
      },
      describe: ({ rules }) => differences(rules),
      prepare: async () => void parametersOf(present.unknown),
      parts: { made: () => [{ ...present.rules, ...wanted }], shown: ({ rules }) => [rules] },
      make: () => put(context, present, wanted),
    });
    const isOther = found && !has(entity.rules, wanted);
    if (isOther) parametersOf(entity.unknown);
    made(onlyId, toOutputs(entity));
    return { id: onlyId, outputs: toOutputs(isOther ? await put(context, entity, wanted) : entity) };
  },
  async observe(context, id, known, last) {
    if (id !== onlyId) return undefined;
    const shown = await look(context);
    if (shown === undefined) return undefined;
    const { rules, unknown } = shown;
    // The default rules are those of an account without a policy, unless they are what the program wants.
    if (isDefault(rules) && (known === undefined || !has(rules, settingsOf(known)))) return undefined;
    const found = elementsOf(unknown);
    return {
      inputs: rules,
      outputs: { ...toOutputs(shown), ...elementsRead(context, subject, found, last) },
      importRefusal: importRefusal(subject, found),
    };
  },
  async update(context, _id, news, olds, last) {
    const wanted = settingsOf(news);
    const isOther = !has(settingsOf(olds), wanted);
    if (!isOther && elementsDue(last.outputs).length === 0) return {};
    const present = (await look(context)) ?? nothing;
    return toOutputs(isOther ? await put(context, present, wanted) : present);
  },
  async delete(context) {
    await unlessGone(iam.deleteAccountPasswordPolicy(context.client));
    context.log("warn", "the account's password policy is deleted: the service's default rules apply again");
  },
});
