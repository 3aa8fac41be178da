/** Names of ZOS: the newer manual takes lower-case letters, digits and "-"; dots are let through, since older ones allowed them [ZOS 1.1]. */
import type { BucketNameRules } from "../types";

export const bucketName: BucketNameRules = {
  minLength: 3,
  maxLength: 63,
  characters: "abcdefghijklmnopqrstuvwxyz0123456789.-",
  charactersInWords: 'lower-case letters, digits, "." and "-"',
  alphanumericLabelEnds: true,
  forbidIpv4: true,
  forbidDigitGroups: false,
  forbiddenPairs: ["..", "-.", ".-"],
  forbiddenWords: [],
};
