/** The trail service of an account, one operation one function [GUIDE 6]. Every failure is a ServiceError. */
export * from "./events";
export * from "./trails";
export type { EventPage, EventSelector, Trail, TrailEvent, TrailStatus } from "./wire";
