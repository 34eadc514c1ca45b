import type { TaskFilter } from '../../shared/contract/task-filter.ts';

export type { TaskFilter };

const texts = [
  'text',
  'annotator',
  'assignee',
  'source',
  'createdFrom',
  'createdTo',
  'updatedFrom',
  'updatedTo',
] as const;

const numbers = ['annotationsFrom', 'annotationsTo', 'scoreFrom', 'scoreTo'] as const;

/** Reads a filter from the address; what it does not know is left out. */
export const readFilter = (text: string | undefined): TaskFilter => {
  if (!text) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const given = value as Record<string, unknown>;
  const filter: TaskFilter = {};
  for (const key of texts) if (typeof given[key] === 'string' && given[key]) filter[key] = given[key];
  for (const key of ['pending', 'comments'] as const) {
    if (typeof given[key] === 'boolean') filter[key] = given[key];
  }
  for (const key of numbers) if (typeof given[key] === 'number') filter[key] = given[key];
  if (given.reviewed === 'accepted' || given.reviewed === 'rejected' || given.reviewed === 'none') {
    filter.reviewed = given.reviewed;
  }
  const label = given.label as { name?: unknown; control?: unknown } | undefined;
  if (typeof label?.name === 'string') {
    filter.label = {
      name: label.name,
      ...(typeof label.control === 'string' ? { control: label.control } : {}),
    };
  }
  return filter;
};

/** A filter for the address and the API; undefined when it holds nothing. */
export const writeFilter = (filter: TaskFilter): string | undefined => {
  const text = JSON.stringify(filter);
  return text === '{}' ? undefined : text;
};

export type FilterChip = { readonly key: keyof TaskFilter; readonly text: string };

/** What a filter asks, one chip each. `nameOf` tells the name of an account. */
export const chipsOf = (filter: TaskFilter, nameOf: (account: string) => string): readonly FilterChip[] => {
  const chips: (FilterChip | null)[] = [
    filter.label ? { key: 'label', text: `labeled ${filter.label.name}` } : null,
    filter.reviewed
      ? { key: 'reviewed', text: filter.reviewed === 'none' ? 'not reviewed' : filter.reviewed }
      : null,
    filter.annotator ? { key: 'annotator', text: `by ${nameOf(filter.annotator)}` } : null,
    filter.assignee
      ? {
          key: 'assignee',
          text: filter.assignee === 'none' ? 'assigned to nobody' : `assigned to ${nameOf(filter.assignee)}`,
        }
      : null,
    ...numbers.map((key) => {
      const number = filter[key];
      const name = key.startsWith('score') ? 'score' : 'annotations';
      return number === undefined
        ? null
        : { key, text: `${name} ${key.endsWith('From') ? '≥' : '≤'} ${number}` };
    }),
    filter.source ? { key: 'source', text: `from ${filter.source}…` } : null,
    filter.pending === undefined
      ? null
      : { key: 'pending', text: filter.pending ? 'not committed' : 'committed' },
    filter.comments === undefined
      ? null
      : { key: 'comments', text: filter.comments ? 'with open comments' : 'without open comments' },
    filter.updatedFrom
      ? { key: 'updatedFrom', text: `changed since ${filter.updatedFrom.slice(0, 10)}` }
      : null,
  ];
  return chips.filter((chip) => chip !== null);
};

export const withoutChip = (filter: TaskFilter, key: keyof TaskFilter): TaskFilter => {
  const { [key]: _, ...rest } = filter;
  return rest;
};
