import { GetBucketAccelerateConfigurationCommand, PutBucketAccelerateConfigurationCommand } from "@aws-sdk/client-s3";
import { beforeAll, expect, test } from "vitest";
import { emulatorForFile, outcome, TimeTraveller, xmlOf } from "../support/emulator/support";

const emulator = emulatorForFile();
const s3 = new TimeTraveller(emulator);

const body = (status: string, ...ips: readonly string[]): string =>
  `<AccelerateConfiguration><Status>${status}</Status><IPWhiteLists>${ips.map((ip) => `<IP>${ip}</IP>`).join("")}</IPWhiteLists></AccelerateConfiguration>`;

beforeAll(async () => {
  await s3.send("PUT", "/fast");
});

test("a bucket that was never configured has no status", async () => {
  const answer = await s3.send("GET", "/fast?accelerate=");
  expect([answer.status, answer.text.includes("Status"), answer.text.includes("<AccelerateConfiguration")]).toEqual([200, false, true]);
});

test("the status and up to five addresses or ranges are kept as sent, and replaced as a whole", async () => {
  const five = ["36.111.88.0/24", "114.80.1.136", "10.0.0.1/32", "2001:db8::/32", "::1"];
  expect(outcome(await s3.send("PUT", "/fast?accelerate=", body("Enabled", ...five)))).toBe("200");
  expect(xmlOf(await s3.send("GET", "/fast?accelerate="))).toEqual({ Status: "Enabled", IPWhiteLists: { IP: five } });
  expect(outcome(await s3.send("PUT", "/fast?accelerate=", body("Suspended", "114.80.1.136")))).toBe("200");
  expect(xmlOf(await s3.send("GET", "/fast?accelerate="))).toEqual({ Status: "Suspended", IPWhiteLists: { IP: "114.80.1.136" } });
});

test("the AWS SDK, which knows no addresses", async () => {
  const client = s3.client();
  await client.send(new PutBucketAccelerateConfigurationCommand({ Bucket: "fast", AccelerateConfiguration: { Status: "Suspended" } }));
  expect((await client.send(new GetBucketAccelerateConfigurationCommand({ Bucket: "fast" }))).Status).toBe("Suspended");
  expect((await s3.send("GET", "/fast?accelerate=")).text).not.toContain("IP");
});

test.each([
  ["six addresses", body("Enabled", ...["1", "2", "3", "4", "5", "6"].map((last) => `10.0.0.${last}`)), "400 MalformedXML"],
  ["another status", body("Disabled"), "400 MalformedXML"],
  ["a name", body("Enabled", "cdn.example"), "400 InvalidArgument"],
  ["a number too large", body("Enabled", "10.0.0.256"), "400 InvalidArgument"],
  ["a range too narrow", body("Enabled", "10.0.0.0/33"), "400 InvalidArgument"],
  ["a range without bits", body("Enabled", "10.0.0.0/"), "400 InvalidArgument"],
  ["an empty address", body("Enabled", ""), "400 InvalidArgument"],
  ["no status", "<AccelerateConfiguration></AccelerateConfiguration>", "400 MalformedXML"],
])("%s is refused", async (_name, text, expected) => {
  await s3.send("PUT", "/fast?accelerate=", body("Enabled", "10.9.9.9"));
  expect(outcome(await s3.send("PUT", "/fast?accelerate=", text))).toBe(expected);
  expect((await s3.send("GET", "/fast?accelerate=")).text).toContain("10.9.9.9");
});

test("there is no DELETE", async () => {
  expect(outcome(await s3.send("DELETE", "/fast?accelerate="))).toBe("501 NotImplemented");
});
