/** presignUrl: a link that carries its own signature [GUIDE 4.3.12] [DOC 10027130]. */
import { z } from "zod";
import { type Context, type CrossRule, defineFunction, field, type RuleProblem } from "../define";
import { noBucketProblems } from "../rules/bucket-name";
import { defined } from "../pure/defined";

/** The texts become headers of the answer. */
function headerProblems(text: string): RuleProblem[] {
  return /^[\x20-\x7e]*$/.test(text)
    ? []
    : [{ message: "must be printable ASCII; write other letters of a file name as filename*=UTF-8''%C3%BC.txt" }];
}

const inputs = z.strictObject({
  bucket: field(z.string().min(1), {
    doc: "Name of the bucket.",
    rule: noBucketProblems,
  }),
  key: field(z.string().min(1), { doc: "Key of the object.", freeText: true }),
  method: field(z.enum(["GET", "HEAD", "PUT", "DELETE"]), {
    doc: "Operation of the link: read (`GET`), read the headers (`HEAD`), write (`PUT`) or delete (`DELETE`).",
    default: "GET",
  }),
  expiresInSeconds: field(z.number().int().min(1), {
    doc: "Lifetime of the link in seconds: at most 604,800 (7 days) with V4, about 10 years with V2.",
    default: 900,
  }),
  signatureVersion: field(z.enum(["v4", "v2"]).optional(), {
    doc: "Default: that of the provider. Prefer v4: the holder of a v2 link can add parameters that v2 does not sign.",
  }),
  contentType: field(z.string().optional(), {
    doc: "Content-Type that the upload must send, for PUT. Without it a V2 upload must send none.",
    rule: headerProblems,
  }),
  limitRate: field(z.number().int().min(1).optional(), {
    doc: "Limit of the download speed (`x-amz-limitrate`), for GET. V4 signs it; with V2 the holder of the link can remove it.",
  }),
  responseContentType: field(z.string().optional(), { doc: "Content-Type of the answer, for GET.", rule: headerProblems }),
  responseContentDisposition: field(z.string().optional(), {
    doc: 'Content-Disposition of the answer, for GET: `attachment; filename="report.pdf"`.',
    rule: headerProblems,
  }),
});
const outputs = z.strictObject({
  url: field(z.string(), { doc: "The URL. Anyone who has it can use it.", secret: true }),
  expiresAt: field(z.string(), { doc: "Time at which the URL expires, ISO 8601." }),
});

/** Query parameters that only a GET takes, by input. */
const ofGet = {
  limitRate: "x-amz-limitrate",
  responseContentType: "response-content-type",
  responseContentDisposition: "response-content-disposition",
} as const;

function needsMethod(name: "contentType" | keyof typeof ofGet, needed: string): CrossRule<typeof inputs> {
  return {
    on: [name, "method"],
    check: ({ method, ...given }) =>
      given[name] === undefined || method === needed
        ? []
        : [{ path: [name], message: `needs method ${needed}, found ${method ?? "none"}` }],
  };
}

export const presignUrl = defineFunction({
  name: "presignUrl",
  uses: [],
  mayUse: ["GetObject", "HeadObject", "PutObject", "DeleteObject"],
  doc: "Creates a link to an object that works without credentials until it expires. Makes no call: the service checks the object and the caller's permissions when the link is used. The link differs on every run, so do not use it as an input of a resource.",
  inputs,
  outputs,
  rules: [needsMethod("contentType", "PUT"), ...(Object.keys(ofGet) as (keyof typeof ofGet)[]).map((name) => needsMethod(name, "GET"))],
  async invoke(context: Context, wanted) {
    const { bucket, key, method, expiresInSeconds, signatureVersion, contentType } = wanted;
    const query: Record<string, string> = {};
    for (const [name, parameter] of Object.entries(ofGet)) {
      const value = wanted[name as keyof typeof ofGet];
      if (value !== undefined) query[parameter] = String(value);
    }
    const startedAt = context.now();
    const url = await context.presign({
      method,
      bucket,
      key,
      query,
      expiresInSeconds,
      ...(contentType === undefined ? {} : { headers: { "content-type": contentType } }),
      ...defined({ signatureVersion }),
    });
    return { url, expiresAt: new Date(startedAt.getTime() + expiresInSeconds * 1000).toISOString() };
  },
});
