import { formatCount } from './format-count.ts';

/** `1 task`, `1,200 tasks`; `many` where it is not the word with an s, or where a verb goes along. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
