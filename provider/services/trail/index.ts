/** The trail service of an account, one operation one function [GUIDE 6]. Every failure is a ServiceError. */
export * from "./trails";
export type { EventSelector, Trail, TrailStatus } from "./wire";
