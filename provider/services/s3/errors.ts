/** Failures of the AWS SDK's client in the words of this program: one translation for every operation. */
import { ServiceError } from "../../transport/errors";

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

/** The SDK attaches what it knows of the answer to its errors. */
function hasStatus(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return "$response" in Object(error);
  const metadata = error.$metadata;
  return typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
}
