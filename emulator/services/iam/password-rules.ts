/** Rules for console passwords [GUIDE 7.3.12], and passwords as they are kept. */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { DAY_MS } from "../../clock";
import type { Account, LoginProfile, PasswordPolicy } from "../../state/model";
import { refuse } from "../../wire/errors";

const derive = promisify(scrypt) as (password: string, salt: string, bytes: number) => Promise<Buffer>;
const LONGEST = 128; // unverified

/** What DeleteAccountPasswordPolicy goes back to [GUIDE 7.3.14]. unverified: every value. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
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

export function passwordPolicyOf(account: Account): PasswordPolicy {
  return account.passwordPolicy ?? DEFAULT_PASSWORD_POLICY;
}

/** unverified: what counts as a symbol. */
const CHARACTER_RULES: readonly { readonly rule: keyof PasswordPolicy; readonly pattern: RegExp; readonly words: string }[] = [
  { rule: "requireLowercaseCharacters", pattern: /[a-z]/, words: "one lowercase character" },
  { rule: "requireNumbers", pattern: /[0-9]/, words: "one number" },
  { rule: "requireSymbols", pattern: /[^A-Za-z0-9\s]/, words: "one symbol" },
  { rule: "requireUppercaseCharacters", pattern: /[A-Z]/, words: "one uppercase character" },
];

/** Throws PasswordPolicyViolation with everything that is wrong; the password itself is never repeated. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  const lacking = CHARACTER_RULES.filter(({ rule, pattern }) => policy[rule] === true && !pattern.test(password));
  const problems = [
    ...(password.length < policy.minimumPasswordLength ? [`Password should have a minimum length of ${policy.minimumPasswordLength}`] : []),
    ...(password.length > LONGEST ? [`Password should have a maximum length of ${LONGEST}`] : []),
    ...lacking.map(({ words }) => `Password should have at least ${words}`),
  ];
  if (problems.length > 0) throw violation(problems.join("; "));
}

/** Throws PasswordPolicyViolation when the password is one of the last ones that may not come again. */
export async function checkReuse(password: string, profile: LoginProfile, policy: PasswordPolicy): Promise<void> {
  const hashes = [profile.passwordHash, ...(profile.earlierHashes ?? [])].slice(0, policy.passwordReusePrevention);
  for (const hash of hashes) {
    if (await isPassword(password, hash)) {
      throw violation(`Password should not be one of the last ${policy.passwordReusePrevention} passwords`);
    }
  }
}

export function isExpired(profile: LoginProfile, policy: PasswordPolicy, now: Date): boolean {
  if (policy.maxPasswordAge === 0) return false;
  return now.getTime() >= Date.parse(profile.passwordDate ?? profile.createDate) + policy.maxPasswordAge * DAY_MS;
}

/** `salt:scrypt`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString("hex");
  return `${salt}:${(await derive(password, salt, 32)).toString("hex")}`;
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [salt = "", hash = ""] = stored.split(":");
  const [given, wanted] = [await derive(password, salt, 32), Buffer.from(hash, "hex")];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function violation(words: string): Error {
  return refuse("PasswordPolicyViolation", `${words}.`);
}
