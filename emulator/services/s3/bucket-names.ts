/** The naming rules of buckets [wire 2.3]: 3-63 of `[a-z0-9.-]`, labels that start and end with a letter or digit, nothing like an IP address. */
export function isBucketName(name: string): boolean {
  if (name.length < 3 || name.length > 63) return false;
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/.test(name)) return false;
  return !/^\d+(\.\d+)+$/.test(name);
}
