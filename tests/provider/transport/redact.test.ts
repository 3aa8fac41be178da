import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor, REDACTED, secretsInForm } from "../../../provider/transport/errors/redact";
import { answer, errorBody, startServer, transportTo, virtualTime } from "../../support/transport/server";

const printable = fc.string({ unit: fc.constantFrom(..."abcXYZ019+/=\"\\&<%ü !'()*~".split("")), minLength: 8, maxLength: 40 });

describe("redaction", () => {
  it("removes a known secret wherever it stands, however it is spelled", () => {
    fc.assert(
      fc.property(printable, fc.string(), fc.string(), (secret, before, after) => {
        const redactor = createRedactor(() => [secret]);
        const percent = encodeURIComponent(secret);
        const rfc3986 = percent.replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
        const inForm = new URLSearchParams({ "": secret }).toString().slice(1);
        const lowerCase = [percent, rfc3986, inForm].map((text) => text.replaceAll(/%../g, (escape) => escape.toLowerCase()));
        const every = [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
        for (const spelled of [secret, percent, rfc3986, inForm, ...lowerCase, every, JSON.stringify(secret).slice(1, -1)]) {
          expect(redactor.text(`${before}${spelled}${after}`)).not.toContain(spelled);
        }
        expect(redactor.text(percent)).toBe(REDACTED);
        expect(Object.values(redactor.headers({ "x-meta": secret, authorization: `AWS a:${secret}` })).join()).not.toContain(secret);
        expect(redactor.query({ prefix: secret })).not.toContain(secret);
      }),
    );
  });

  it("blanks secrets by the name of their field", () => {
    const redactor = createRedactor(() => []);
    expect(redactor.headers({ Authorization: "AWS a:b", "X-Amz-Security-Token": "t", "x-amz-date": "d" })).toEqual({
      Authorization: REDACTED,
      "X-Amz-Security-Token": REDACTED,
      "x-amz-date": "d",
    });
    expect(redactor.query({ "X-Amz-Signature": "s", Signature: "s", policy: "", prefix: "p" })).toBe(
      `X-Amz-Signature=${REDACTED}&Signature=${REDACTED}&policy&prefix=p`,
    );
    expect(redactor.form("Action=ChangePassword&OldPassword=old%21&NewPassword=new&PolicyDocument=%7B%7D")).toBe(
      `Action=ChangePassword&OldPassword=${REDACTED}&NewPassword=${REDACTED}&PolicyDocument=...`,
    );
  });

  it("says of metadata, tags and documents the names alone: a program may have marked them as secrets", () => {
    const redactor = createRedactor(() => []);
    const headers = { "x-amz-meta-pin": "1234", "X-Amz-Tagging": "pin=1234", "x-amz-acl": "private", "content-type": "text/plain" };
    expect(redactor.headers(headers)).toEqual({ ...headers, "x-amz-meta-pin": "...", "X-Amz-Tagging": "..." });
    expect(redactor.form("Action=TagUser&UserName=bob&Tags.member.1.Key=pin&Tags.member.1.Value=1234&PolicyDocument=%7B1234%7D")).toBe(
      "Action=TagUser&UserName=bob&Tags.member.1.Key=...&Tags.member.1.Value=...&PolicyDocument=...",
    );
  });

  it("says no digest of what is sent or was stored: a short content can be tried out by it", () => {
    const redactor = createRedactor(() => []);
    const digests = [
      "X-Amz-Content-Sha256",
      "content-md5",
      "Content-MD5",
      "x-amz-meta-pulumi-sha256",
      "x-amz-copy-source-if-match",
      "if-match",
    ];
    for (const name of digests) expect(redactor.headers({ [name]: "d" })).toEqual({ [name]: "..." });
    expect(redactor.headers({ "content-length": "4", "x-amz-copy-source": "/b/k" })).toEqual({
      "content-length": "4",
      "x-amz-copy-source": "/b/k",
    });
  });

  it("takes out a short password where a value stands, and leaves ordinary words whole", () => {
    const redactor = createRedactor(() => []);
    expect(redactor.text(`cannot connect: "a" is too short, Password=a`, ["a"])).toBe(
      `cannot connect: "${REDACTED}" is too short, Password=${REDACTED}`,
    );
    expect(redactor.text("the password pass, or (pass), is in passwords", ["pass"])).toBe(
      `the password ${REDACTED}, or (${REDACTED}), is in passwords`,
    );
  });

  it("knows the password in the address of a topic, as it was sent and decoded", () => {
    const address = `amqp://user:${encodeURIComponent("p@ss/w0rd")}@host:5672/vhost`;
    const body = new URLSearchParams({ Action: "CreateTopic", "Attributes.entry.1.value": address }).toString();
    const redactor = createRedactor(() => []);
    for (const repeated of [address, "amqp://user:p@ss/w0rd@host", encodeURIComponent(address)]) {
      const said = redactor.text(`Endpoint address ${repeated} is wrong`, secretsInForm(body));
      expect(said).toContain("user");
      expect(said).not.toMatch(/p(@|%40|%2540)ss/i);
    }
  });

  it("no log line and no error of a call holds secret, token, signature or password", async () => {
    const secret = "s3cr3t/with+signs==";
    const token = "t0k3n/with+signs==";
    const server = await startServer((_request, response, number) =>
      number === 1
        ? answer(response, 503, errorBody("SlowDown", `you sent ${token} and hunter2`))
        : answer(
            response,
            403,
            errorBody(
              "SignatureDoesNotMatch",
              `the key ${secret} with ${token} and ${encodeURIComponent(token)} for the password 'hunter2'`,
            ),
          ),
    );
    const time = virtualTime();
    const transport = transportTo(server.url, time, {
      credentials: () => Promise.resolve({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: secret, sessionToken: token }),
    });
    const failure: unknown = await transport
      .client()
      .send({
        operation: "CreateLoginProfile",
        body: "Action=CreateLoginProfile&UserName=u&Password=hunter2",
      })
      .catch((error: unknown) => error);
    await transport.close();
    await server.close();
    const signature = /Signature=([0-9a-f]{64})/.exec(server.received[0]?.headers.authorization ?? "")?.[1];
    const said = [...time.lines, String(failure), JSON.stringify(failure)].join("\n");
    expect(said).toContain("CreateLoginProfile");
    expect(said).toContain("UserName=u");
    expect(time.lines.length).toBeGreaterThanOrEqual(3);
    for (const word of [secret, token, encodeURIComponent(token), signature ?? "none", "hunter2"]) expect(said).not.toContain(word);
  });
});
