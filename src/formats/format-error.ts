/** Why a file could not be read; `index` is the item's place from 0. Callers turn it into their own coded error. */
export class FormatError extends Error {
  readonly index: number;
  readonly reason: string;

  constructor(index: number, reason: string) {
    super(`item ${index}: ${reason}`);
    this.name = 'FormatError';
    this.index = index;
    this.reason = reason;
  }
}
