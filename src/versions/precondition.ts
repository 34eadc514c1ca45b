import { AppError } from '../shared/errors/app-error.ts';
import type { Entry, Precondition } from './version-store.ts';

/** AppError object.precondition; its `exists` tells If-Match on nothing apart. */
export const checkPrecondition = (precondition: Precondition, entry: Entry | null): void => {
  const { etag } = precondition;
  const matches = entry !== null && (etag === '*' || entry.etag === etag.replaceAll('"', ''));
  const holds = precondition.type === 'if-match' ? matches : !matches;
  if (holds) return;
  const condition = precondition.type === 'if-match' ? `If-Match: ${etag}` : `If-None-Match: ${etag}`;
  throw new AppError('object.precondition', { condition, exists: entry !== null });
};
