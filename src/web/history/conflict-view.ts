import type { Conflict } from '../../shared/contract/project-labels.ts';
import { identityParts } from '../../shared/identity-parts.ts';
import { type ShownResult, wordsOf } from '../../shared/label-diff/result-text.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a conflict is about, in words: `Class of a “box” region`, `Place of the “box” region Cat`. */
export const conflictTitle = (
  { identity, kind, field }: Pick<Conflict, 'identity' | 'kind' | 'field'>,
  standing: ShownResult | null,
): string => {
  if (kind === 'file') return `${field ?? 'A file'} cannot be read`;
  const [type = '', ...names] = identityParts(identity);
  const what =
    type === 'classification'
      ? `“${names[0]}”`
      : type === 'region'
        ? regionName(names[1] ?? '', standing)
        : type === 'relation'
          ? 'a relation'
          : 'the annotation';
  if (kind === 'label') return `${type === 'region' ? 'Class' : 'Answer'} of ${what}`;
  if (kind === 'geometry') return `Place of ${what}`;
  if (kind === 'delete-edit') return `${what[0]?.toUpperCase()}${what.slice(1)}, removed on one side`;
  return `${field ?? kind} of ${what}`;
};

/** A region by what it is, for its id says nothing to a person: `the “box” region Cat`. */
const regionName = (control: string, standing: ShownResult | null): string => {
  const { text, ...value } = standing?.value ?? {};
  const words = standing ? wordsOf({ ...standing, value }).join(', ') : '';
  const said = typeof text === 'string' ? ` “${text}”` : '';
  return `the “${control}” region${words ? ` ${words}` : ''}${said}`;
};

/** A side of a conflict as a result to draw: the whole one, or a part of the one that stands in the task. */
export const sideResult = (
  { kind }: Pick<Conflict, 'kind'>,
  side: unknown,
  standing: ShownResult | null,
): ShownResult | null => {
  if (side === null || side === undefined) return null;
  if (kind === 'delete-edit' && isRecord(side)) return isRecord(side.value) ? (side as ShownResult) : null;
  if (kind === 'geometry' && isRecord(side)) {
    return { ...standing, value: { ...standing?.value, ...side } };
  }
  return null;
};

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** A side in words; of a geometry what differs from `other`. */
export const sideWords = ({ kind }: Pick<Conflict, 'kind'>, side: unknown, other?: unknown): string => {
  if (kind === 'file') return typeof side === 'string' ? side : 'what stands here is written over it';
  if (side === null || side === undefined) return 'removed';
  if (Array.isArray(side)) return side.flat().map(String).join(', ') || 'nothing';
  if (!isRecord(side)) return String(side);
  if (kind === 'geometry') {
    const numbers = Object.entries(side).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' && !(isRecord(other) && other[entry[0]] === entry[1]),
    );
    return numbers.length > 0
      ? numbers.map(([key, value]) => `${key} ${round(value)}`).join(', ')
      : 'another outline';
  }
  return wordsOf(side as ShownResult).join(', ') || 'kept, changed';
};
