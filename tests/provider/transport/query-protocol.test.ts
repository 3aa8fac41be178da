import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../provider/transport/errors/errors";
import { encodeForm, sendQuery, type QueryCall } from "../../../provider/transport/protocol/query";
import { listed, name, optional, required, shape, text } from "../../../provider/transport/protocol/shape";
import { fakeClient, formOf } from "../../support/services/fake-client";

const call: QueryCall = { action: "GetPolicy", parameters: { ThingName: "t" }, subject: 'thing "t"' };
const THING = shape({
  thing: required("Thing", shape({ name: required("Name", name), note: optional("Note", text), tags: listed("Tags", text) })),
});

const failure = async (promise: Promise<unknown>): Promise<ServiceError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ServiceError) return error;
  throw new Error(`expected a ServiceError, got ${String(error)}`);
};

describe("forms", () => {
  it("number the members of lists from 1 and join the keys of objects", () => {
    expect(
      encodeForm({
        Action: "TagUser",
        Tags: [{ Key: "a", Value: "1" }, { Key: "b" }],
        TagKeys: ["x", "y"],
        Off: undefined,
        N: 5,
        B: false,
      }),
    ).toBe(
      "Action=TagUser&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&TagKeys.member.1=x&TagKeys.member.2=y&N=5&B=false",
    );
  });

  it("percent-encode everything but the unreserved characters", () => {
    expect(encodeForm({ P: "a b&c=d+é*'()!~" })).toBe("P=a%20b%26c%3Dd%2B%C3%A9%2A%27%28%29%21~");
  });

  it("are read back by any form decoder", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: "grapheme" })), (parameters) => {
        expect(Object.fromEntries(new URLSearchParams(encodeForm(parameters)))).toEqual(parameters);
      }),
    );
  });
});

describe("a query call", () => {
  it("sends action, version and parameters as a form and reads the result", async () => {
    const client = fakeClient(
      () =>
        "<GetPolicyResponse><GetPolicyResult><Thing><Name>t</Name><Tags><member>a</member></Tags></Thing></GetPolicyResult>" +
        "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetPolicyResponse>",
    );
    expect(await sendQuery(client, call, THING)).toEqual({ thing: { name: "t", tags: ["a"] } });
    expect(client.sent[0]).toMatchObject({
      operation: "GetPolicy",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    });
    expect(formOf(client.sent[0])).toEqual({ Action: "GetPolicy", Version: "2010-05-08", ThingName: "t" });
  });

  it("reads an answer in the name of either action, and of no third", async () => {
    const either = { ...call, answersAs: "GetPolicys" };
    const text = (name: string): string =>
      `<${name}Response><${name}Result><Thing><Name>t</Name></Thing></${name}Result></${name}Response>`;
    for (const name of ["GetPolicy", "GetPolicys"])
      expect(
        await sendQuery(
          fakeClient(() => text(name)),
          either,
          THING,
        ),
      ).toEqual({ thing: { name: "t", tags: [] } });
    await expect(
      sendQuery(
        fakeClient(() => text("GetOther")),
        either,
        THING,
      ),
    ).rejects.toThrow("the answer's root element is <GetOtherResponse>, expected <GetPolicyResponse> or <GetPolicysResponse>");
  });

  it("reads a result without the result layer", async () => {
    const client = fakeClient(() => "<GetPolicyResponse><Thing><Name>t</Name></Thing></GetPolicyResponse>");
    expect(await sendQuery(client, call, THING)).toEqual({ thing: { name: "t", tags: [] } });
  });

  it.each([
    ["another root", "<ListBucketResult/>", "the answer's root element is <ListBucketResult>, expected <GetPolicyResponse>"],
    [
      "an error body",
      "<ErrorResponse><Error/></ErrorResponse>",
      "the answer's root element is <ErrorResponse>, expected <GetPolicyResponse>",
    ],
    ["a page of a proxy", "<html><body>Welcome</body></html>", "the answer's root element is <html>"],
    ["a truncated body", "<GetPolicyResponse><GetPolicyResult><Thing>", ""],
    ["an empty body", "", ""],
    ["no result", "<GetPolicyResponse/>", "the answer has no element at GetPolicy/Thing"],
    [
      "a missing element",
      "<GetPolicyResponse><GetPolicyResult><Thing><Note>n</Note></Thing></GetPolicyResult></GetPolicyResponse>",
      "the answer has no element at GetPolicy/Thing/Name",
    ],
  ])("fails as foreign on %s", async (_name, body, words) => {
    const error = await failure(
      sendQuery(
        fakeClient(() => body),
        call,
        THING,
      ),
    );
    expect(error).toMatchObject({ kind: "foreign", service: "iam", operation: "GetPolicy", subject: 'thing "t"', maybeDone: false });
    if (words !== "") expect(error.message).toContain(words);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("takes an empty body where there is no result, and nothing but its own root otherwise", async () => {
    const write: QueryCall = { ...call, action: "DeletePolicy" };
    await expect(
      sendQuery(
        fakeClient(() => ""),
        write,
      ),
    ).resolves.toBeUndefined();
    await expect(
      sendQuery(
        fakeClient(() => "<DeletePolicyResponse><ResponseMetadata/></DeletePolicyResponse>"),
        write,
      ),
    ).resolves.toBeUndefined();
    const error = await failure(
      sendQuery(
        fakeClient(() => "<html/>"),
        write,
      ),
    );
    expect(error).toMatchObject({ kind: "foreign", maybeDone: true });
  });

  it("adds the subject to the failures of the transport and keeps the rest", async () => {
    const cause = new Error("inner");
    const client = {
      ...fakeClient(() => ""),
      send: () =>
        Promise.reject(
          new ServiceError({
            kind: "dependency",
            service: "iam",
            operation: "GetPolicy",
            status: 409,
            code: "DeleteConflict",
            words: "busy",
            requestId: "r1",
            retryAfterMs: 5,
            maybeDone: true,
            hint: "empty it first",
            cause,
          }),
        ),
    };
    const error = await failure(sendQuery(client, call, THING));
    expect(error.message).toBe('iam GetPolicy of thing "t" failed with 409 DeleteConflict: busy (request id r1)\n  next: empty it first');
    expect(error).toMatchObject({
      kind: "dependency",
      status: 409,
      code: "DeleteConflict",
      requestId: "r1",
      retryAfterMs: 5,
      maybeDone: true,
      cause,
    });
  });

  it("leaves other failures as they are", async () => {
    const client = { ...fakeClient(() => ""), send: () => Promise.reject(new RangeError("a defect")) };
    await expect(sendQuery(client, call, THING)).rejects.toThrow(RangeError);
  });
});
