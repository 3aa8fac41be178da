import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../provider/transport/errors/errors";
import { sendJson, type JsonCall } from "../../../provider/transport/protocol/json";
import { flag, required, shape } from "../../../provider/transport/protocol/shape";
import { fakeClient } from "../../support/services/fake-client";

const call: JsonCall = {
  action: "GetTrailStatus",
  targetPrefix: "a.b.",
  body: { Name: "t" },
  subject: 'trail "t"',
};
const STATUS = shape({ on: required("IsLogging", flag) });

describe("a JSON call", () => {
  it("names the operation in a header and reads the answer in any casing", async () => {
    const client = fakeClient(() => '{"isLogging": true}');
    expect(await sendJson(client, call, STATUS)).toEqual({ on: true });
    expect(client.sent[0]).toMatchObject({
      operation: "GetTrailStatus",
      headers: { "content-type": "application/json", "x-amz-target": "a.b.GetTrailStatus" },
      body: '{"Name":"t"}',
    });
  });

  it("takes an empty body where there is no result", async () => {
    await expect(
      sendJson(
        fakeClient(() => ""),
        { ...call, action: "DeleteTrail" },
      ),
    ).resolves.toBeUndefined();
    await expect(
      sendJson(
        fakeClient(() => '{"Any":"thing"}'),
        call,
      ),
    ).resolves.toBeUndefined();
  });

  it.each([
    ["HTML", "<html/>", "the answer is not JSON"],
    ["a list", "[]", "the answer is not a JSON object"],
    ["a truncated body", '{"IsLogging":', "the answer is not JSON"],
    ["an empty body", "", "the answer has no element at GetTrailStatus/IsLogging"],
    ["another form", '{"message":"hello"}', "the answer has no element at GetTrailStatus/IsLogging"],
  ])("fails as foreign on %s", async (_name, body, words) => {
    const error: unknown = await sendJson(
      fakeClient(() => body),
      call,
      STATUS,
    ).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ kind: "foreign", service: "trail", subject: 'trail "t"', maybeDone: false, words });
  });

  it("says that a write with an unreadable answer may have been done", async () => {
    const error: unknown = await sendJson(
      fakeClient(() => "<html/>"),
      { ...call, action: "CreateTrail" },
    ).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "foreign", maybeDone: true });
  });
});
