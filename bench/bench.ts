/**
 * One benchmark, `bench/NAME.bench.ts`, exported as `bench`. `ours` and `peer` are milliseconds for the same
 * work with the same durability (else the peer's name says which); `ratio` = peer / ours, so above 1 we are
 * faster. `peakMB` is our process's resident memory at its highest, above its start. A peer that is not
 * installed is null with the reason in its name.
 */
export type Bench = (options: { size?: number }) => Promise<{
  readonly size: number;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string;
  readonly ratio: number | null;
  readonly peakMB: number;
  readonly [more: string]: unknown;
}>;
