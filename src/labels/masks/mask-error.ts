/** Why a mask cannot be read; callers turn it into their own coded error or list it. */
export class MaskError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'MaskError';
    this.reason = reason;
  }
}
