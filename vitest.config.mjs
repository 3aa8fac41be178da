import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    // Tests wait for servers and for the engine more than they compute, so two workers pay off even on two cores.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    env: { PULUMI_SKIP_UPDATE_CHECK: "true" },
  },
});
