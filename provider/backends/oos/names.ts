/** Names of OOS [DOC 10027286]. */
import type { BucketNameRules } from "../types";

export const bucketName: BucketNameRules = {
  minLength: 3,
  maxLength: 63,
  characters: "abcdefghijklmnopqrstuvwxyz0123456789.-",
  charactersInWords: 'lower-case letters, digits, "." and "-"',
  alphanumericLabelEnds: true,
  forbidIpv4: true,
  forbidDigitGroups: true,
  forbiddenPairs: ["..", "-.", ".-"],
  forbiddenWords: [], // unverified: the manual speaks of forbidden words and lists none
};
