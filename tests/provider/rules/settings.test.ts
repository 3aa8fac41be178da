import { describe, expect, it } from "vitest";
import { oos } from "../../../provider/backends/oos";
import { isAddressBlock } from "../../../provider/rules/address";
import { corsProblems, type CorsRule, sameCors } from "../../../provider/rules/cors";
import { retentionDays, weakeningProblems } from "../../../provider/rules/object-lock";
import {
  canonicalRouting,
  errorDocumentProblems,
  indexDocumentProblems,
  redirectAllProblems,
  routingProblems,
  websiteDomain,
  websiteParts,
} from "../../../provider/rules/website";
import { formatProblem } from "../../../provider/rules/problem";

const limits = { rules: 2, bytes: 1000, exposesWildcard: false };
const cors = (more: Partial<CorsRule> = {}): CorsRule => ({ allowedOrigins: ["a", "b"], allowedMethods: ["GET", "PUT"], ...more });

describe("CORS", () => {
  it("counts rules and bytes", () => {
    expect(corsProblems([cors(), cors(), cors()], limits, 1001).map(formatProblem)).toEqual([
      "must have at most 2 rules, has 3",
      "make a document of 1001 bytes, more than 1000",
    ]);
    expect(corsProblems([], limits, 10).map(formatProblem)).toEqual(["must have at least one rule; remove the resource to have none"]);
    expect(corsProblems([cors(), cors({ allowedOrigins: ["https://*.x"], allowedHeaders: ["*"] })], limits, 1000)).toEqual([]);
  });

  it.each<[Partial<CorsRule>, boolean, string[]]>([
    [{ exposeHeaders: ["*"] }, false, ['[0].exposeHeaders[0]: must name a header, without "*"; found "*"']],
    [{ exposeHeaders: ["ETag", "x-*"] }, false, ['[0].exposeHeaders[1]: must name a header, without "*"; found "x-*"']],
    [{ exposeHeaders: ["*", "x-*-*"] }, true, []],
    [{ allowedOrigins: ["https://a.example "] }, true, ['[0].allowedOrigins[0]: must not contain white space, found "https://a.example "']],
    [{ allowedHeaders: [" "] }, true, ['[0].allowedHeaders[0]: must not contain white space, found " "']],
    [{ maxAgeSeconds: 2_147_483_647 }, true, []],
    [{ maxAgeSeconds: 2_147_483_648 }, true, ["[0].maxAgeSeconds: must be a whole number from 0 to 2147483647, found 2147483648"]],
  ])("%j, where every header may be exposed: %s", (more, exposesWildcard, words) => {
    expect(corsProblems([cors(more)], { ...limits, exposesWildcard }, 10).map(formatProblem)).toEqual(words);
  });

  it("is the same in any order inside a rule, and not in another order of rules", () => {
    const other = cors({ allowedOrigins: ["c"] });
    expect(sameCors([cors(), other], [cors({ allowedOrigins: ["b", "a"], allowedMethods: ["PUT", "GET"] }), other])).toBe(true);
    expect(sameCors([cors(), other], [other, cors()])).toBe(false);
    expect(sameCors([cors({ allowedHeaders: ["X-A"] })], [cors({ allowedHeaders: ["x-a"] })])).toBe(true);
    expect(sameCors([cors({ id: "label" })], [cors()])).toBe(true);
  });

  it.each<Partial<CorsRule>>([{ maxAgeSeconds: 0 }, { exposeHeaders: ["x"] }, { allowedHeaders: ["x"] }, { allowedMethods: ["GET"] }])(
    "%j is another rule",
    (more) => {
      expect(sameCors([cors()], [cors(more)])).toBe(false);
    },
  );
});

describe("object lock", () => {
  it("counts a year as 365 days", () => {
    expect(retentionDays({ years: 3 })).toBe(1095);
    expect(weakeningProblems({ state: "Enabled", retention: { years: 1 } }, { state: "Enabled", retention: { days: 364 } })).toHaveLength(
      1,
    );
    expect(weakeningProblems({ state: "Enabled", retention: { days: 365 } }, { state: "Enabled", retention: { years: 1 } })).toEqual([]);
  });

  it("that is not enabled may become anything", () => {
    expect(weakeningProblems({ state: "Disabled", retention: { years: 9 } }, { state: "Enabled", retention: { days: 1 } })).toEqual([]);
  });
});

describe("website", () => {
  it.each<Parameters<typeof websiteParts>>([
    [{ indexDocument: "index.html" }],
    [{ indexDocument: "i", errorDocument: "e/e.html", routingRules: [{ redirect: { replaceKeyPrefixWith: "" } }] }],
    [{ redirectAllRequestsTo: { hostName: "www.example.com:8080" } }],
  ])("%j is good", (site) => {
    const { indexDocument = "i", errorDocument = "e", redirectAllRequestsTo = { hostName: "h" }, routingRules = [] } = site;
    expect([
      ...websiteParts(site),
      ...indexDocumentProblems(indexDocument),
      ...errorDocumentProblems(errorDocument),
      ...redirectAllProblems(redirectAllRequestsTo),
      ...routingProblems(routingRules),
    ]).toEqual([]);
  });

  it("takes an empty prefix for none: every key starts with it", () => {
    const redirect = { replaceKeyWith: "k" };
    const [none, status, prefix] = [
      { redirect },
      { condition: { httpErrorCodeReturnedEquals: "404" }, redirect },
      { condition: { keyPrefixEquals: " " }, redirect },
    ];
    const empty = [
      { condition: { keyPrefixEquals: "" }, redirect },
      { condition: { keyPrefixEquals: "", httpErrorCodeReturnedEquals: "404" }, redirect },
      { condition: { keyPrefixEquals: " " }, redirect },
    ];
    expect(canonicalRouting(empty)).toEqual([none, status, prefix]);
    expect(canonicalRouting([none, status, prefix])).toEqual([none, status, prefix]);
  });

  it("wants an index or a redirect", () => {
    expect(websiteParts({ errorDocument: "e" }).map(formatProblem)).toEqual(["indexDocument: is required without redirectAllRequestsTo"]);
  });

  // [GUIDE 4.2.9]: ShenYang first of four; one location only.
  it.each([
    ["cn", ["ShenYang", "LanZhou", "ChengDu", "GuiYang"], "b.oos-website-cn.oos-lnsy.ctyunapi.cn"],
    ["cn", ["ShenYang"], "b.oos-website-cn.oos-cn.ctyunapi.cn"],
    ["hazz", [], "b.oos-website-cn.oos-cn.ctyunapi.cn"],
    ["cn", ["NewTown", "ShenYang"], undefined],
    ["cn-hk-hqnet", [], "b.oos-website-cn.oos-cn-hk-hqnet.ctyunapi.cn"],
  ])("in %s with %j is at %s", (region, locations, domain) => {
    expect(websiteDomain(oos, region, "b", locations)).toBe(domain);
  });

  it("has pools that are regions, and each location once", () => {
    for (const pool of Object.values(oos.locationPools)) expect(Object.keys(oos.regions)).toContain(pool);
    expect(new Set(oos.knownLocations).size).toBe(oos.knownLocations.length);
  });
});

describe("addresses", () => {
  it.each(["36.111.88.0/24", "114.80.1.136", "0.0.0.0/0", "2001:db8::/32", "::1"])("%s", (text) => {
    expect(isAddressBlock(text)).toBe(true);
  });
  it.each(["", "a", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/8/8", "1.2.3.4 ", "::/129"])("not %j", (text) => {
    expect(isAddressBlock(text)).toBe(false);
  });
});
