import { describe, expect, it } from "vitest";
import { createCredentialProvider, CredentialsError, type CredentialSettings } from "../../../provider/transport/sign/credentials";
import { answer, READ, startServer, transportTo, virtualTime } from "../../support/transport/server";

const OOS_FILE = "/home/u/.oos/credentials";
const AWS_FILE = "/home/u/.aws/credentials";

function provider(settings: CredentialSettings, env: Record<string, string>, files: Record<string, string> = {}) {
  return createCredentialProvider(settings, {
    env,
    home: "/home/u",
    readFile: (path) => {
      const text = files[path];
      return text === undefined ? Promise.reject(Object.assign(new Error("gone"), { code: "ENOENT" })) : Promise.resolve(text);
    },
  });
}

const ini = (profile: string, id: string, prefix = "aws"): string =>
  `[${profile}]\n${prefix}_access_key_id = ${id}\n${prefix}_secret_access_key = secret-of-${id}\n`;

describe("where an access key comes from", () => {
  const env = { OOS_ACCESS_KEY_ID: "env", OOS_SECRET_ACCESS_KEY: "secret-of-env", OOS_SESSION_TOKEN: "token" };

  it("prefers the configuration, then a named profile, then the environment, then the default profile", async () => {
    const files = { [OOS_FILE]: ini("default", "file") + ini("work", "work", "oos") };
    const settings = { accessKeyId: "set", secretAccessKey: "secret-of-set", profile: "work" };
    expect(await provider(settings, env, files)()).toEqual({ accessKeyId: "set", secretAccessKey: "secret-of-set" });
    expect(await provider({ profile: "work" }, env, files)()).toEqual({ accessKeyId: "work", secretAccessKey: "secret-of-work" });
    expect(await provider({}, env, files)()).toEqual({ accessKeyId: "env", secretAccessKey: "secret-of-env", sessionToken: "token" });
    expect(await provider({}, {}, files)()).toEqual({ accessKeyId: "file", secretAccessKey: "secret-of-file" });
    expect((await provider({}, { OOS_PROFILE: "work" }, files)()).accessKeyId).toBe("work");
  });

  it("reads keys of another cloud only when their profile is named", async () => {
    const files = { [AWS_FILE]: ini("default", "aws") + ini("oos", "oos") };
    expect((await provider({ profile: "oos" }, {}, files)()).accessKeyId).toBe("oos");
    await expect(provider({}, {}, files)()).rejects.toThrow(CredentialsError);
  });

  it("reads the file of OOS_SHARED_CREDENTIALS_FILE and no other", async () => {
    const files = { [OOS_FILE]: ini("default", "home"), "/etc/keys": ini("default", "etc") };
    expect((await provider({}, { OOS_SHARED_CREDENTIALS_FILE: "/etc/keys" }, files)()).accessKeyId).toBe("etc");
    await expect(provider({}, { OOS_SHARED_CREDENTIALS_FILE: "/etc/none" }, files)()).rejects.toThrow(
      /\/etc\/none: the file does not exist/,
    );
  });

  it("lists every place that was looked at", async () => {
    const failure: unknown = await provider({ profile: "work" }, {}, { [OOS_FILE]: "[other]\n" })().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CredentialsError);
    const message = String(failure);
    for (const place of [
      "oos:accessKeyId",
      "OOS_ACCESS_KEY_ID",
      "OOS_SECRET_ACCESS_KEY",
      OOS_FILE,
      AWS_FILE,
      '"work"',
      "no such section",
    ]) {
      expect(message).toContain(place);
    }
  });

  it.each([
    [{ accessKeyId: "only-id" }, {}, "accessKeyId but not secretAccessKey"],
    [{}, { OOS_SECRET_ACCESS_KEY: "only-the-secret" }, "OOS_SECRET_ACCESS_KEY but not OOS_ACCESS_KEY_ID"],
    [{}, { OOS_ACCESS_KEY_ID: "id", OOS_SECRET_ACCESS_KEY: "  " }, "OOS_ACCESS_KEY_ID but not OOS_SECRET_ACCESS_KEY"],
  ])("reports half of a pair: %j %j", async (settings, environment, words) => {
    const failure: unknown = await provider(settings, environment as Record<string, string>)().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CredentialsError);
    expect(String(failure)).toContain(words);
    expect(String(failure)).not.toContain("only-the-secret");
  });

  it("looks once when it finds, and again after a failure", async () => {
    const reads: string[] = [];
    const file: { text?: string } = {};
    const look = createCredentialProvider(
      {},
      {
        env: {},
        home: "/home/u",
        readFile: (path) => {
          reads.push(path);
          return file.text === undefined ? Promise.reject(new Error("gone")) : Promise.resolve(file.text);
        },
      },
    );
    await expect(look()).rejects.toThrow(CredentialsError);
    file.text = ini("default", "late");
    expect((await look()).accessKeyId).toBe("late");
    expect((await look()).accessKeyId).toBe("late");
    expect(reads).toHaveLength(2);
  });

  it("missing ones become an auth error of the call, and nothing is sent", async () => {
    const server = await startServer((_request, response) => answer(response, 200));
    const transport = transportTo(server.url, virtualTime(), { credentials: provider({}, {}) });
    await expect(transport.client().send(READ)).rejects.toMatchObject({
      name: "ServiceError",
      kind: "auth",
      words: expect.stringContaining("OOS_ACCESS_KEY_ID") as string,
    });
    expect(server.received).toEqual([]);
    await transport.close();
    await server.close();
  });
});
