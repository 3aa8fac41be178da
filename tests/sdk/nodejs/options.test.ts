/** Options of resources in the dynamic face: what Pulumi's dynamic provider lacks works, or is said. */
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AccessKey, Bucket, Provider } from "../../../sdk/nodejs";

interface Registered {
  readonly name: string;
  readonly type: string;
  readonly provider: string | undefined;
}

let registered: Registered[];

beforeEach(async () => {
  registered = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, provider, inputs }) => {
      registered.push({ name, type, provider });
      return { id: `${name}-id`, state: inputs as object };
    },
    call: () => ({}),
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The name of the explicit provider that a resource was registered with. */
async function providerOf(resource: pulumi.CustomResource): Promise<string | undefined> {
  const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve));
  const name = urn.split("::").at(-1);
  return registered
    .find((one) => one.name === name)
    ?.provider?.split("::")
    .at(-2);
}

test("`import` is refused in the dynamic face, with every way there is", () => {
  vi.stubEnv("OOS_FACE", "dynamic");
  expect(() => new Bucket("logs", {}, { import: "example-logs" })).toThrow(
    [
      'Bucket "logs" cannot be imported by the dynamic provider',
      "  next: take it over with `adopt: true` instead of the option `import`",
      '  or: PATH="$PWD/node_modules/.bin:$PATH" pulumi import oos:index:Bucket logs example-logs, then npx pulumi-oos state --to dynamic, and drop the option',
      "  or, for good: npx pulumi-oos state --to plugin, then pulumi config set oos:face plugin (a stack without resources needs the second only)",
    ].join("\n"),
  );
  expect(() => new AccessKey("ci", { user: "ci" }, { import: "0123456789abcdef0123" })).toThrow(
    /^AccessKey "ci" cannot be imported by the dynamic provider\n {2}next: PATH=.* pulumi import oos:index:AccessKey ci 0123456789abcdef0123, then/,
  );
});

describe.each(["dynamic", "plugin"])("%s face: the provider of a component reaches its children", (face) => {
  class Component extends pulumi.ComponentResource {
    constructor(name: string, options: pulumi.ComponentResourceOptions) {
      super("test:index:Component", name, {}, options);
    }
  }

  beforeEach(() => {
    vi.stubEnv("OOS_FACE", face);
  });

  test.each<[string, (provider: Provider) => pulumi.ComponentResourceOptions]>([
    ["providers: { oos: p }", (provider) => ({ providers: { oos: provider } })],
    ["providers: [p]", (provider) => ({ providers: [provider] })],
    ["provider: p", (provider) => ({ provider })],
  ])("%s", async (_words, optionsFor) => {
    const parent = new Component("outer", optionsFor(new Provider("p")));
    const nested = new Component("inner", { parent });
    expect([
      await providerOf(new Bucket("child", {}, { parent })),
      await providerOf(new Bucket("grandchild", {}, { parent: nested })),
      await providerOf(new Bucket("own", {}, { parent, provider: new Provider("q") })),
      await providerOf(new Bucket("apart")),
    ]).toEqual(["p", "p", "q", undefined]);
  });

  test("the nearest one counts", async () => {
    const outer = new Component("outer", { providers: { oos: new Provider("p") } });
    const inner = new Component("inner", { parent: outer, providers: [new Provider("q")] });
    expect(await providerOf(new Bucket("child", {}, { parent: inner }))).toBe("q");
  });

  test("a provider of another package is not taken for it", async () => {
    class Other extends pulumi.ProviderResource {
      constructor() {
        super("aws", "other");
      }
    }
    const parent = new Component("outer", { providers: [new Other()] });
    expect(await providerOf(new Bucket("child", {}, { parent }))).toBeUndefined();
  });
});

test("customTimeouts: the dynamic face says that they have no effect; the plugin's version is not the dynamic provider's", async () => {
  const warn = vi.spyOn(console, "warn");
  const written: string[] = [];
  const logged = vi.spyOn(pulumi.log, "warn").mockImplementation((message) => {
    written.push(message);
    return Promise.resolve();
  });
  vi.stubEnv("OOS_FACE", "dynamic");
  const bucket = new Bucket("timed", {}, { customTimeouts: { create: "5m" }, version: "1.2.3", pluginDownloadURL: "https://a.example" });
  await providerOf(bucket);
  expect(written).toEqual([expect.stringMatching(/^customTimeouts have no effect in the dynamic provider/)]);
  expect(logged).toHaveBeenCalledWith(expect.anything(), bucket);
  expect(bucket).toMatchObject({ __version: undefined, __pluginDownloadURL: undefined });
  vi.stubEnv("OOS_FACE", "plugin");
  const plugged = new Bucket("plugged", {}, { customTimeouts: { create: "5m" }, version: "1.2.3" });
  await providerOf(plugged);
  expect(plugged).toMatchObject({ __version: "1.2.3" });
  expect([written.length, warn.mock.calls]).toEqual([1, []]);
});
