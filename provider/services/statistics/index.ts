/** Statistics of an account, one operation one function [GUIDE 5]. Every failure is a ServiceError. */
export * from "./queries";
export type { Statistics, StatisticsPoint } from "./wire";
