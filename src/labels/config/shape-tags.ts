import { allOf, needTexts } from '../results/value-checks.ts';
import type { TagEntry, ValueCheck } from './tag-entry.ts';

export type ShapeOfTag = {
  /** `Rectangle`; its results have the type `rectangle`, of its …Labels twin `rectanglelabels`. */
  readonly name: string;
  readonly worksOn: readonly string[];
  readonly valueProblem: ValueCheck;
  readonly allowed?: Readonly<Record<string, readonly string[]>>;
  readonly numbers?: readonly string[];
  readonly unsupported?: true;
};

/** The bare tool: draws, and leaves naming to a Labels control beside it. */
export const shapeTag = ({ name, valueProblem, ...rest }: ShapeOfTag): TagEntry => ({
  ...rest,
  name,
  kind: 'control',
  required: ['name', 'toName'],
  results: [{ type: name.toLowerCase(), valueProblem }],
});

/** The tool with labels of its own; a region drawn without a label is a bare shape's result. */
export const shapeLabelsTag = ({ name, valueProblem, allowed, ...rest }: ShapeOfTag): TagEntry => {
  const type = `${name.toLowerCase()}labels`;
  return {
    ...rest,
    name: `${name}Labels`,
    kind: 'control',
    child: 'label',
    required: ['name', 'toName'],
    allowed: { choice: ['single', 'multiple'], ...allowed },
    results: [
      { type, key: type, hasClasses: true, valueProblem: allOf(valueProblem, needTexts(type)) },
      { type: name.toLowerCase(), valueProblem },
    ],
  };
};
