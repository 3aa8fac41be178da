/** Temporary credentials [GUIDE 7.1.14][DOC 10027434]: they sign every service for their maker until they expire. */
import { randomBytes } from "node:crypto";
import { parsePolicy, PolicyProblem } from "../../access/policy-document";
import { DAY_MS } from "../../clock";
import type { IamCall } from "../../contract";
import type { Session } from "../../state/model";
import { refuse } from "../../wire/errors";
import { invalid } from "../../wire/params";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";

const SECONDS = { least: 900, most: 129_600 };
const LONGEST_POLICY = 2048;

/** unverified: the form of Expiration, which is that of the other dates of IAM; an old page shows `2018-10-29 17:38:21`. */
export async function getSessionToken(call: IamCall): Promise<XmlObject> {
  const { account, caller, core, now } = call;
  if (caller.session !== undefined) throw refuse("AccessDenied", "Temporary credentials cannot call GetSessionToken.");
  const expires = new Date(now.getTime() + durationSeconds(call) * 1000);
  const policy = sessionPolicy(call);
  const primary = core.accounts.findKey(caller.accessKeyId)?.key.primary;
  const session: Session = {
    id: `sts.${randomBytes(10).toString("hex")}`,
    secret: randomBytes(20).toString("hex"),
    token: randomBytes(64).toString("hex"),
    expires: wholeSeconds(expires),
    ...(caller.user === undefined ? {} : { user: caller.user.name.toLowerCase() }),
    ...(policy === undefined || caller.user === undefined ? {} : { policy }),
    ...(primary === undefined ? {} : { primary }),
  };
  core.accounts.removeSessions(account, (old) => isOver(old, now));
  core.accounts.addSession(account, caller.user, session);
  await core.accounts.save(account);
  return {
    Credentials: {
      SessionToken: session.token,
      AccessKeyId: session.id,
      SecretAccessKey: session.secret,
      Expiration: session.expires,
    },
  };
}

/** Sessions stay known for a day after their end, so that their use is answered with ExpiredToken. */
function isOver(session: Session, now: Date): boolean {
  return Date.parse(session.expires) + DAY_MS < now.getTime();
}

function durationSeconds({ params }: IamCall): number {
  const text = params.optional("DurationSeconds") ?? "";
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < SECONDS.least || seconds > SECONDS.most) {
    throw refuse("InvalidDurationSeconds", `InvalidDurationSeconds. It must be ${SECONDS.least} to ${SECONDS.most} seconds.`);
  }
  return seconds;
}

/** It must be a policy document also where it limits nothing, for the root user. */
function sessionPolicy({ params }: IamCall): string | undefined {
  const document = params.optional("PolicyDocument");
  if (document === undefined) return undefined;
  if (document.length > LONGEST_POLICY) {
    throw invalid("of PolicyDocument", "PolicyDocument", `Member must have length less than or equal to ${LONGEST_POLICY}`);
  }
  try {
    parsePolicy(document, "identity");
  } catch (error) {
    if (error instanceof PolicyProblem) throw refuse("MalformedPolicyDocument", `The policy document is not accepted: ${error.message}`);
    throw error;
  }
  return document;
}
