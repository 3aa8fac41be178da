/** LoginProfile: the console password of a user [GUIDE 7.1.15-7.1.18]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field, RefusedError, type RuleProblem, type Values } from "../define";
import { namesUser } from "./shared/references";
import { iamNameKey, iamNameProblems } from "../rules/iam-name";
import { makePassword } from "../rules/password";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors/errors";
import { ifThere, unlessGone } from "./shared/absence";
import { defined } from "../pure/defined";

const noun = "LoginProfile";
const defaultLength = 20;

const inputs = z.strictObject({
  user: field(namesUser(z.string().min(1)), {
    doc: "Name of the user. A change replaces the login profile.",
    replaces: true,
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "user").map((message) => ({ message })),
  }),
  password: field(z.string().min(1).optional(), {
    doc: "The password; it must satisfy the account's password policy. Default: a password is generated, see `generatedPassword`. Changed in place; if the field is removed, the password stays. The service never returns it, so a change made elsewhere is not noticed.",
    secret: true,
    freeText: true,
    writeOnly: true,
    whenRemoved: "forget",
  }),
  passwordLength: field(z.int().min(8).max(128).optional(), {
    doc: "Length of a generated password, 8 to 128 characters; default 20. The password contains letters, digits and symbols. A change generates a new one.",
    writeOnly: true,
    whenRemoved: "forget",
  }),
  passwordResetRequired: field(z.boolean(), {
    doc: "Whether the user must choose a new password at the first login after this resource has set one. Once the user has done so, nothing differs. Changing this field alone sets the same password again, unless the service already has the value. Default true.",
    writeOnly: true,
    default: true,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over the user's existing login profile: `password` is set if given; otherwise the present password stays, unknown to the stack. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  generatedPassword: field(z.string().optional(), {
    doc: "The generated password; absent if `password` is set, and on an imported or adopted profile.",
    secret: true,
  }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;

function look(context: Context, userName: string): Promise<iam.LoginProfile | undefined> {
  return ifThere(iam.getLoginProfile(context.client, { userName }), context);
}

/** A password of every kind of character, and as long as the account asks for. */
async function generate(context: Context, length: number): Promise<string> {
  const least = await leastLength(context);
  if (length < least) {
    throw new RefusedError(
      `the account requires passwords of at least ${String(least)} characters, but passwordLength is ${String(length)}; nothing was done`,
      `set passwordLength to ${String(least)} or more`,
    );
  }
  return makePassword(length, (size) => context.randomBytes(size));
}

async function leastLength({ client }: Context): Promise<number> {
  try {
    return (await iam.getAccountPasswordPolicy(client)).minimumPasswordLength;
  } catch (error) {
    // Who may make passwords need not be allowed to read the rules: then the service judges the password.
    if (isKind(error, "auth", "not-found")) return 0;
    throw error;
  }
}

function setPassword({ client }: Context, userName: string, password: string, passwordResetRequired: boolean): Promise<void> {
  return iam.updateLoginProfile(client, { userName, password, passwordResetRequired });
}

function withDate({ createDate }: iam.LoginProfile): Pick<Outputs, "createDate"> {
  return createDate === undefined ? {} : { createDate };
}

/** unverified: the reset flag goes only together with a password, as in the manual's sample. */
async function syncReset(context: Context, id: string, news: Inputs, { generatedPassword }: Partial<Outputs>): Promise<void> {
  const shown = await iam.getLoginProfile(context.client, { userName: id });
  if (shown.passwordResetRequired === news.passwordResetRequired) return;
  const password = news.password ?? generatedPassword;
  if (password === undefined) {
    throw new RefusedError(
      `passwordResetRequired of the login profile of user "${id}" can be changed only together with the password, which this stack does not know; nothing was changed`,
      "give the profile a password, or undo the change",
    );
  }
  await setPassword(context, id, password, news.passwordResetRequired);
}

export const loginProfile = defineResource({
  noun,
  uses: ["CreateLoginProfile", "GetLoginProfile", "UpdateLoginProfile", "DeleteLoginProfile"],
  mayUse: ["GetAccountPasswordPolicy"],
  doc: `The console password of a user, with which the user can log in to the console. The password is given by the program, or generated to satisfy the
account's password policy.

Deleting the resource ends the user's access to the console; access keys stay.

\`\`\`typescript
import * as oos from "pulumi-oos";

const bob = new oos.IamUser("bob", {});
const login = new oos.LoginProfile("bob", { user: bob.userName });
export const firstPassword = login.generatedPassword;
\`\`\``,
  idForm: "`<user name>`; the password of an imported profile stays unknown and unchanged until the program gives one",
  inputs,
  outputs,
  rules: [
    {
      on: ["password", "passwordLength"],
      presence: true,
      check: ({ password, passwordLength }) =>
        password === undefined || passwordLength === undefined
          ? []
          : [{ path: ["passwordLength"], message: "is for a generated password and has no effect together with password" }],
    },
  ],
  identity: ["user"],
  queue: ({ user }) => `user/${iamNameKey(user ?? "")}`,

  async create(context, { user, password: given, passwordLength, passwordResetRequired, adopt }, made) {
    let generatedPassword: string | undefined;
    const chosen = async (): Promise<string> => {
      if (given !== undefined) return given;
      return (generatedPassword ??= await generate(context, passwordLength ?? defaultLength));
    };
    const { entity, found, adopted } = await claim<iam.LoginProfile>(context, {
      noun,
      name: iamNameKey(user),
      subject: `a login profile of user "${user}"`,
      importId: user,
      adopt: adopt === true,
      look: () => look(context, user),
      madeAt: ({ createDate }) => (createDate === undefined ? undefined : new Date(createDate)),
      showsNothing: true,
      prepare: async () => {
        await chosen();
      },
      make: async () => iam.createLoginProfile(context.client, { userName: user, password: await chosen(), passwordResetRequired }),
    });
    // Of an answered request whose run was cut off nobody knows the password that was generated; of an adopted profile the program may not care.
    if (found && (!adopted || given !== undefined)) await setPassword(context, user, await chosen(), passwordResetRequired);
    const result = { ...withDate(entity), ...defined({ generatedPassword }) };
    made(user, result);
    return { id: user, outputs: result };
  },
  async observe(context, id, known) {
    const found = await look(context, id);
    if (found === undefined) return undefined;
    // What the user does with the password is no difference: the date is asked for once.
    return { inputs: { user: id }, outputs: known === undefined ? withDate(found) : {} };
  },
  async update(context, id, news, olds, { outputs }): Promise<Partial<Outputs>> {
    const { password, passwordLength, passwordResetRequired } = news;
    const { generatedPassword } = outputs;
    if (password !== undefined && password !== olds.password) {
      await setPassword(context, id, password, passwordResetRequired);
      return { generatedPassword: undefined };
    }
    const isOtherLength = generatedPassword !== undefined && passwordLength !== undefined && passwordLength !== generatedPassword.length;
    if (password === undefined && isOtherLength) {
      const next = await generate(context, passwordLength);
      await setPassword(context, id, next, passwordResetRequired);
      return { generatedPassword: next };
    }
    if (passwordResetRequired !== olds.passwordResetRequired) await syncReset(context, id, news, outputs);
    return {};
  },
  async delete({ client }, id) {
    await unlessGone(iam.deleteLoginProfile(client, { userName: id }));
  },
});
