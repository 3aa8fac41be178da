/**
 * The queue of all topics of an account. A Ceph gateway keeps the topics of a tenant in one object, which each write reads and writes whole:
 * of two writes at a time, one is lost without a word.
 */
export const topicsQueue = "topics";
