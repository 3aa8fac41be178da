/** Next steps for the error codes of the statistics service. unverified: no page shows an error of it. */
export const STATISTICS_HINTS: Readonly<Record<string, string>> = {
  AccessDenied: "let the account's root user attach a policy that allows this action to the user whose key is configured",
  InvalidDate: "correct the dates: days of UTC+8, the end not before the beginning, no more days than the frequency allows",
  InvalidFreq: "choose another frequency",
  NoSuchBucket: "check the name of the bucket and the account",
};
