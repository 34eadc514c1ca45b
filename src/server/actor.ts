import type { Role } from '../shared/contract/op.ts';

/** Who is acting: an account in its organisation, as every use case gets it. */
export type Actor = {
  readonly type: 'account';
  /** Stable uid of the account; what label files and commits carry. */
  readonly account: string;
  /** Label Studio's integer for the same account. */
  readonly accountNumber: number;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly role: Role;
};
