import { randomUUID } from 'node:crypto';
import { programVersion } from '../../../shared/program-version.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import { PartProblems } from './parse-part.ts';

/** An error as JSON: code, detail and its data; with Label Studio's fields where its clients read it. */
export const errorBody = (error: AppError, labelStudio: boolean): Record<string, unknown> => {
  const { code, detail, ...data } = error.toJSON();
  const own = { code, detail, ...data };
  if (!labelStudio) return own;
  const problems = error.cause instanceof PartProblems ? error.cause.problems : [];
  return {
    ...own,
    id: randomUUID(),
    status_code: error.status,
    version: programVersion,
    exc_info: null,
    ...(problems.length === 0 ? {} : { validation_errors: byField(problems) }),
  };
};

const byField = (problems: PartProblems['problems']): Record<string, string[]> => {
  const fields = new Map<string, string[]>();
  for (const { path, message } of problems) {
    const field = path.split(/[.[]/)[0] || 'non_field_errors';
    fields.set(field, [...(fields.get(field) ?? []), message]);
  }
  return Object.fromEntries(fields);
};
