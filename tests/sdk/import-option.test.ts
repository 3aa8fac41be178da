import { afterEach, expect, test, vi } from "vitest";
import { AccessKey, Bucket } from "../../sdk";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the option `import` is refused in the dynamic face, with what to do instead", () => {
  vi.stubEnv("OOS_FACE", "dynamic");
  expect(() => new Bucket("logs", {}, { import: "example-logs" })).toThrow(
    /^Bucket "logs" cannot be imported in the dynamic face\n {2}next: .*`adopt: true`.*`pulumi config set oos:face plugin`/,
  );
  expect(() => new AccessKey("ci", { user: "ci" }, { import: "0123456789abcdef0123" })).toThrow(
    /^AccessKey "ci" cannot be imported in the dynamic face\n {2}next: use the plugin face/,
  );
});
