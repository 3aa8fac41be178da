/** Addresses of a CDN that may fetch from a bucket [OLD 4.2.10]. They are kept and given back; no traffic depends on them. */
import { isIP } from "node:net";
import type { BucketCall } from "../../contract";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { child, children, malformed, onlyElements } from "../../wire/xml";
import { cached, oneOf, replaceSetting, requiredXml } from "./bucket-configuration";

export async function putBucketAccelerate(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, "AccelerateConfiguration");
  onlyElements(body, "Status", "IPWhiteLists");
  const status = oneOf(body, "Status", ["Enabled", "Suspended"] as const);
  const list = child(body, "IPWhiteLists");
  if (list !== undefined) onlyElements(list, "IP");
  const ipWhiteList = list === undefined ? [] : children(list, "IP").map((ip) => (typeof ip === "string" ? ip.trim() : ""));
  const most = call.core.limits.accelerateAddresses;
  if (ipWhiteList.length > most) throw malformed(`IPWhiteLists has at most ${most} addresses`);
  const bad = ipWhiteList.find((ip) => !isAddressOrRange(ip));
  if (bad !== undefined) throw refuse("InvalidArgument", `${bad} is neither an IP address nor a CIDR range.`);
  return replaceSetting(call, "accelerate", { status, ipWhiteList });
}

/** unverified: IPv6, which no sample shows, is taken as well; so is a status without addresses. */
function isAddressOrRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Without a Status when nothing was ever configured [OLD 4.2.10]. */
export function getBucketAccelerate(call: BucketCall): Reply {
  const { accelerate } = cached(call);
  return xml("AccelerateConfiguration", {
    Status: accelerate?.status,
    IPWhiteLists: accelerate === undefined || accelerate.ipWhiteList.length === 0 ? undefined : { IP: accelerate.ipWhiteList },
  });
}
