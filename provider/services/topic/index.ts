/** The typed client of topics: one operation, one function. */
export * from "./topics";
