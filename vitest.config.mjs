import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that need a real Ceph object gateway: one is started for all of them. */
const gatewayTests = ["tests/rgw/**/*.test.ts"];

/** Tests that start the real engine; everything else is quick. */
const engineTests = ["tests/{real-engine,chaos,package}/**/*.test.ts", "tests/bench/stack.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["tests/setup.ts"],
    // Tests wait for servers, for the engine and for time to pass; one worker more than there are cores keeps all of these busy meanwhile.
    maxWorkers: availableParallelism() + 1,
    restoreMocks: true,
    env: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    projects: [
      {
        extends: true,
        test: {
          name: "units",
          // The files of a worker share what they import, which is loaded once.
          isolate: false,
          include: ["tests/**/*.test.ts"],
          exclude: [...engineTests, ...gatewayTests],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "gateway",
          isolate: false,
          include: gatewayTests,
          globalSetup: "tests/support/servers/rgw/setup.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      // One engine run takes a second or two on a free machine and ten times that on a busy one.
      {
        extends: true,
        test: {
          name: "engine",
          isolate: false,
          include: engineTests,
          globalSetup: "tests/support/engine/compiled.ts",
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
