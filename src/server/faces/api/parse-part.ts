import * as z from 'zod';
import type { SchemaLike } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

export type Problem = { readonly path: string; readonly message: string };

/** Why a part of a request was refused, by field; the cause of a `request.invalid`. */
export class PartProblems extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('a part of the request does not fit');
    this.problems = problems;
  }
}

/** Checks the path, query or body of a request. Throws AppError `request.invalid` that names the fields. */
export const parsePart = (part: string, schema: SchemaLike | undefined, value: unknown): unknown => {
  if (schema === undefined) return undefined;
  const result = z.safeParse(schema as unknown as z.core.$ZodType, value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({ path: pathText(path), message }));
  const shown = problems.slice(0, 3).map(({ path, message }) => `${path || part}: ${message}`);
  const more = problems.length > 3 ? `; and ${problems.length - 3} more` : '';
  throw new AppError(
    'request.invalid',
    { reason: `${shown.join('; ')}${more}`, in: part },
    { cause: new PartProblems(problems) },
  );
};

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
