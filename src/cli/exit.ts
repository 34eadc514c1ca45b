/** Exit codes of the contract: 0 done, 1 refused, 2 usage, 3 no server. */
export const exitCodes = { done: 0, refused: 1, usage: 2, noServer: 3 } as const;

/** The command line was not understood; printed with a hint at `--help`, exit 2. */
export class CliUsage extends Error {}

/** Refused by this side, with a code like the server's; exit 1. */
export class CliRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
