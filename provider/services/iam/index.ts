/** IAM of an account, one operation one function [GUIDE 7]. Every failure is a ServiceError. */
export * from "./access-keys";
export * from "./account";
export * from "./change-password";
export * from "./groups";
export * from "./login-profiles";
export * from "./mfa";
export * from "./password-policy";
export * from "./policies";
export * from "./session-token";
export * from "./tags";
export * from "./users";
export type { Paged, PageInput } from "./paging";
export type {
  AccessKey,
  AccessKeyLastUsed,
  AccessKeyMetadata,
  AttachedPolicy,
  Group,
  LoginProfile,
  MfaDevice,
  NewVirtualMfaDevice,
  Page,
  PasswordPolicy,
  Policy,
  PolicyEntity,
  SessionCredentials,
  Tag,
  User,
  VirtualMfaDevice,
} from "./wire";
