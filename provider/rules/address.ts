/** IP addresses and blocks of them. */
import { isIP } from "node:net";

/** `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`. */
export function isAddressBlock(text: string): boolean {
  const [address, bits, ...rest] = text.split("/");
  const version = isIP(address ?? "");
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
