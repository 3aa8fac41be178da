/** Failures of the AWS SDK's client in the words of this program: one translation for every operation. */
import { isKind, ServiceError } from "../../transport/errors/errors";

/**
 * The failure of `operation` as a ServiceError. The transport has judged status, code and root element already, so what the SDK
 * still fails on is an answer whose form it does not understand.
 */
export function toServiceError(error: unknown, operation: string, subject: string | undefined): ServiceError {
  if (error instanceof ServiceError) return error;
  const words = error instanceof Error ? error.message : String(error);
  const about = subject === undefined ? {} : { subject };
  const kind = error instanceof TypeError || hasStatus(error) ? "foreign" : "invalid";
  return new ServiceError({ kind, service: "s3", operation, ...about, words, cause: error });
}

/** Codes that say: the signature is good, the permission is missing. Every other failure of kind `auth` is about key, signature or clock. */
const DENIED: ReadonlySet<string> = new Set(["AccessDenied", "AllAccessDisabled"]);

/** True when the caller is known and may not do this; an answer to HEAD has no code and never says so. */
export function isDenied(error: unknown): boolean {
  return isKind(error, "auth") && error.code !== undefined && DENIED.has(error.code);
}

/** The SDK attaches what it knows of the answer to its errors. */
function hasStatus(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return "$response" in Object(error);
  const metadata = error.$metadata;
  return typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
}
