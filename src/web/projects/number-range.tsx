import { TextField } from '../parts/field.tsx';
import { type TaskFilter, withoutChip } from './task-filters.ts';

export type RangeOf = 'annotations' | 'score';

const names: Readonly<Record<RangeOf, string>> = { annotations: 'Annotations', score: 'Score' };

/** From and to of a number that tasks are filtered by. */
export const NumberRange = ({
  of,
  filter,
  onChange,
}: {
  readonly of: RangeOf;
  readonly filter: TaskFilter;
  readonly onChange: (filter: TaskFilter) => void;
}) => (
  <>
    {(['From', 'To'] as const).map((end) => {
      const key = `${of}${end}` as const;
      return (
        <TextField
          key={key}
          label={`${names[of]}, ${end === 'From' ? 'at least' : 'at most'}`}
          type="number"
          min={0}
          step={of === 'score' ? 'any' : 1}
          value={filter[key] ?? ''}
          onChange={({ target: { value } }) =>
            onChange(value === '' ? withoutChip(filter, key) : { ...filter, [key]: Number(value) })
          }
        />
      );
    })}
  </>
);
