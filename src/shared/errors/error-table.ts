import { accountErrors } from './account-errors.ts';
import { generalErrors } from './general-errors.ts';
import { labelErrors } from './label-errors.ts';
import { projectErrors } from './project-errors.ts';
import { storeErrors } from './store-errors.ts';

/** status: the HTTP status. text: what happened and what to do next; `{name}` is filled from the error's data. */
export type ErrorEntry = { readonly status: number; readonly text: string };

/** Every error a user can meet. `docs/errors.md` lists the same codes; a test compares them. */
export const errorTable = {
  ...generalErrors,
  ...accountErrors,
  ...storeErrors,
  ...labelErrors,
  ...projectErrors,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;
