/** How often each operation was called and how it was answered; what benchmarks and tests read. */
export interface CallCounts {
  readonly total: number;
  /** By `service:Operation`; requests that are no known operation count as `service:Unknown`. */
  readonly byOperation: Readonly<Record<string, { readonly count: number; readonly statuses: Readonly<Record<string, number>> }>>;
  /** By HTTP status; `none` where a fault kept the answer back. */
  readonly byStatus: Readonly<Record<string, number>>;
  /**
   * By access key id, `unknown` for ids that nobody has, `nobody` for unsigned requests: how often it claimed which signature, `s3 v2` to a
   * number (`s3 none` unsigned).
   */
  readonly bySigner: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export class Counters {
  private operations = new Map<string, { count: number; statuses: Map<string, number> }>();
  private signers = new Map<string, Map<string, number>>();

  /** Counts a request when it arrives, so that unanswered ones count as well. */
  arrived(service: string, operation: string): void {
    this.of(service, operation).count += 1;
  }

  answered(service: string, operation: string, status: number | undefined): void {
    const { statuses } = this.of(service, operation);
    const name = status === undefined ? "none" : String(status);
    statuses.set(name, (statuses.get(name) ?? 0) + 1);
  }

  /** Counts what a request claims to be signed with. */
  signed(service: string, accessKeyId: string, version: string): void {
    const claims = this.signers.get(accessKeyId) ?? new Map<string, number>();
    this.signers.set(accessKeyId, claims);
    claims.set(`${service} ${version}`, (claims.get(`${service} ${version}`) ?? 0) + 1);
  }

  reset(): void {
    this.operations = new Map();
    this.signers = new Map();
  }

  read(): CallCounts {
    const byOperation = Object.fromEntries(
      [...this.operations].map(([name, entry]) => [name, { count: entry.count, statuses: Object.fromEntries(entry.statuses) }]),
    );
    const byStatus: Record<string, number> = {};
    let total = 0;
    for (const { count, statuses } of this.operations.values()) {
      total += count;
      for (const [status, times] of statuses) byStatus[status] = (byStatus[status] ?? 0) + times;
    }
    const bySigner = Object.fromEntries([...this.signers].map(([id, claims]) => [id, Object.fromEntries(claims)]));
    return { total, byOperation, byStatus, bySigner };
  }

  private of(service: string, operation: string): { count: number; statuses: Map<string, number> } {
    const name = `${service}:${operation}`;
    const entry = this.operations.get(name) ?? { count: 0, statuses: new Map<string, number>() };
    this.operations.set(name, entry);
    return entry;
  }
}
