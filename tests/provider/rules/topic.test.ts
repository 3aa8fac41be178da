import { describe, expect, it } from "vitest";
import { topicProblems, type TopicInputs } from "../../../provider/rules/topic";

const amqp: TopicInputs = { pushEndpoint: "amqp://h", amqpExchange: "e" };
const kafka: TopicInputs = { pushEndpoint: "kafka://h" };
const problems = (topic: TopicInputs): string[] => topicProblems(topic).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("a topic", () => {
  it("may say what holds anyway, wherever it pushes", () => {
    const defaults = { persistent: false, useSsl: false, verifySsl: true };
    for (const topic of [{}, { pushEndpoint: "http://h" }, amqp, kafka]) expect(problems({ ...topic, ...defaults })).toEqual([]);
  });

  it("needs a place to push to for everything else", () => {
    const all: TopicInputs = {
      ...{ pushUser: "u", pushPassword: "p", ackLevel: "none", amqpExchange: "e", useSsl: true, verifySsl: false, caLocation: "/ca" },
      ...{ persistent: true, opaqueData: "text" },
    };
    const names = ["pushUser", "pushPassword", "ackLevel", "amqpExchange", "useSsl", "verifySsl", "caLocation", "persistent"];
    expect(problems(all)).toEqual(names.map((name) => `${name}: needs a pushEndpoint`));
  });

  it("has TLS towards the receiver where that is kafka", () => {
    expect(problems({ ...amqp, useSsl: true })).toEqual(["useSsl: is for kafka only"]);
    expect(problems({ ...kafka, useSsl: true })).toEqual([]);
  });

  it.each([
    [amqp, "me & you", "a b:@/%", []],
    [amqp, "ü", "密码", ["pushUser: must be printable ASCII", "pushPassword: must be printable ASCII"]],
    [amqp, "a\nb", "a", ["pushUser: must be printable ASCII"]],
    [kafka, "a-b_c.d+%", "a:b/c?d#%&=+", []],
    [kafka, "a:b", "a@b", ["pushUser: must be printable ASCII without", "pushPassword: must be printable ASCII without"]],
    [kafka, "a/b", "a b", ["pushUser: must be printable ASCII without", "pushPassword: must be printable ASCII without"]],
  ])("%j logs in as %j with %j", (topic, pushUser, pushPassword, expected) => {
    expect(problems({ ...topic, pushUser, pushPassword })).toEqual(expected.map((start) => expect.stringContaining(start) as string));
  });

  it("does not show a password that is refused", () => {
    expect(problems({ ...amqp, pushUser: "u", pushPassword: "geheimß" }).join()).not.toContain("geheim");
  });
});
