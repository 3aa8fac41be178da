/** Where things are, seen from the benchmarks. */
import path from "node:path";

export const checkout = path.resolve(__dirname, "..");
