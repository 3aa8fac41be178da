import path from "node:path";

/** The folder of the whole project. */
export const checkout = path.resolve(__dirname, "..", "..");
