/** Starts one cluster for all test files that ask for it, and ends it after them. */
import type { TestProject } from "vitest/node";
import { Cluster, type Connection } from "./cluster";

declare module "vitest" {
  interface ProvidedContext {
    readonly rgw: Connection;
  }
}

let cluster: Cluster | undefined;

export async function setup(project: TestProject): Promise<void> {
  cluster = await Cluster.start();
  project.provide("rgw", cluster.connection);
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
}
