import { describe, expect, test } from "vitest";
import { engineArguments, stackArgument } from "../../../provider/engine/process/engine-arguments";

describe("the stack that an engine was started for", () => {
  test.each([
    [["refresh"], undefined],
    [["refresh", "--stack", "dev"], "dev"],
    [["destroy", "--yes", "--stack=acme/shop/dev"], "acme/shop/dev"],
    [["refresh", "-s", "dev", "--yes"], "dev"],
    [["refresh", "-sdev"], "dev"],
    [["refresh", "-s=dev"], "dev"],
    [["destroy", "-ys", "dev"], "dev"],
    [["destroy", "--skip-preview", "--stack", "dev", "-s", "prod"], "prod"],
  ])("%j: %s", (args, stack) => {
    expect(stackArgument(args)).toBe(stack);
  });
});

describe("the arguments of the engine", () => {
  const processes =
    (table: Readonly<Record<number, readonly [parent: number, ...args: readonly string[]]>>) =>
    (pid: number): Promise<{ readonly parent: number; readonly args: readonly string[] } | undefined> => {
      const [parent, ...args] = table[pid] ?? [];
      return Promise.resolve(parent === undefined ? undefined : { parent, args });
    };

  test("are those of the parent, or of the one that runs the script between", async () => {
    expect(await engineArguments(7, processes({ 7: [1, "/usr/bin/pulumi", "refresh"] }))).toEqual(["refresh"]);
    const behindScript = { 7: [6, "/bin/sh", "/opt/pulumi-resource-pulumi-nodejs"], 6: [1, "pulumi", "destroy", "-s", "dev"] } as const;
    expect(await engineArguments(7, processes(behindScript))).toEqual(["destroy", "-s", "dev"]);
  });

  test("cannot be told without an engine", async () => {
    expect(await engineArguments(7, processes({ 7: [6, "node"], 6: [1, "bash"] }))).toBeUndefined();
    expect(await engineArguments(7, processes({}))).toBeUndefined();
    expect(await engineArguments(7, processes({ 7: [7, "sh"] }))).toBeUndefined();
  });

  test("of a running process: no engine runs a test", async () => {
    expect(await engineArguments(process.pid)).toBeUndefined();
  });
});
