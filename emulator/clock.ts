export const DAY_MS = 24 * 60 * 60 * 1000;

/** A clock that tests can move. */
export class Clock {
  offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}
