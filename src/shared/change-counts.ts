import { identityParts } from './identity-parts.ts';
import { plural } from './plural.ts';

/** What a person sees as one thing of an annotation: a region with all that is said about it, an answer, a relation. */
export type PartType = 'region' | 'answer' | 'relation';

export const partTypeOf = (identity: string): PartType => {
  const [kind] = identityParts(identity);
  return kind === 'classification' ? 'answer' : kind === 'relation' ? 'relation' : 'region';
};

type Changed = { readonly annotation: string; readonly identity: string };

/** What part of a task a changed result belongs to: results that share a region's id are one. */
export const partKeyOf = ({ annotation, identity }: Changed): string => {
  const [kind, id] = identityParts(identity);
  return `${annotation}/${kind === 'region' ? id : identity}`;
};

export type ChangeCounts = Readonly<Record<'tasks' | 'annotations' | PartType, number>>;

/** What of a task's labels changed: the annotations in which anything did, and what of their results. */
type ChangedTask = {
  readonly annotations: readonly unknown[];
  readonly regions: readonly Changed[];
};

/** How many of each there are: a region counts once, however many results tell of it. */
export const countChanges = (tasks: readonly ChangedTask[]): ChangeCounts => {
  const counts = { tasks: tasks.length, annotations: 0, region: 0, answer: 0, relation: 0 };
  for (const { annotations, regions } of tasks) {
    counts.annotations += annotations.length;
    const parts = new Map(regions.map((region) => [partKeyOf(region), partTypeOf(region.identity)]));
    for (const type of parts.values()) counts[type] += 1;
  }
  return counts;
};

/**
 * `20 tasks, 25 annotations, 127 regions, 3 answers`; `more`: there are more tasks than were counted. What is left out
 * is not said: of one task the word for it.
 */
export const changesText = ({
  tasks,
  annotations,
  more = false,
  ...parts
}: Partial<ChangeCounts> & { readonly more?: boolean }): string => {
  if (tasks === 0) return 'no labels';
  return [
    ...(tasks === undefined ? [] : [`${more ? 'more than ' : ''}${plural(tasks, 'task')}`]),
    ...(annotations === undefined ? [] : [plural(annotations, 'annotation')]),
    ...(['region', 'answer', 'relation'] as const).flatMap((type) => {
      const count = parts[type] ?? 0;
      return count > 0 ? [plural(count, type)] : [];
    }),
  ].join(', ');
};
