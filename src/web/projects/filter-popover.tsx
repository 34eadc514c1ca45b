import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { Project } from '../../shared/contract/projects.ts';
import { Button } from '../parts/button.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { Popover } from '../parts/popover.tsx';
import { NumberRange } from './number-range.tsx';
import { type TaskFilter, withoutChip } from './task-filters.ts';
import s from './tasks-page.module.css';

export type Person = { readonly id: string; readonly name: string };

const yesNo = (value: boolean | undefined): string => (value === undefined ? '' : String(value));

/** What the list of tasks is filtered by; it follows at once. */
export const FilterPopover = ({
  project,
  people,
  filter,
  onChange,
}: {
  readonly project: Project;
  readonly people: readonly Person[];
  readonly filter: TaskFilter;
  readonly onChange: (filter: TaskFilter) => void;
}) => {
  const [open, setOpen] = useState(false);
  const set = <K extends keyof TaskFilter>(key: K, value: TaskFilter[K] | undefined) =>
    onChange(value === undefined ? withoutChip(filter, key) : { ...filter, [key]: value });
  const choose = (key: 'pending' | 'comments') => (event: { target: { value: string } }) =>
    set(key, event.target.value === '' ? undefined : event.target.value === 'true');
  const anybody = { value: '', label: 'Anybody' };
  const asOptions = people.map((person) => ({ value: person.id, label: person.name }));
  return (
    <Popover
      label="Filter tasks"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" icon={<ListFilter />}>
          Filter
        </Button>
      }
    >
      <div className={s.filters}>
        {project.classes.length > 0 ? (
          <SelectField
            label="Class"
            value={filter.label ? JSON.stringify([filter.label.control ?? '', filter.label.name]) : ''}
            onChange={(event) => {
              if (!event.target.value) return set('label', undefined);
              const [control, name] = JSON.parse(event.target.value) as [string, string];
              set('label', control ? { name, control } : { name });
            }}
            options={[
              { value: '', label: 'Any' },
              ...project.classes.map((each) => ({
                value: JSON.stringify([each.control, each.name]),
                label: `${each.name} (${formatCount(each.count)})`,
              })),
            ]}
          />
        ) : null}
        <SelectField
          label="Review"
          value={filter.reviewed ?? ''}
          onChange={(event) => set('reviewed', (event.target.value || undefined) as TaskFilter['reviewed'])}
          options={[
            { value: '', label: 'Any' },
            { value: 'none', label: 'Not reviewed' },
            { value: 'accepted', label: 'Accepted' },
            { value: 'rejected', label: 'Rejected' },
          ]}
        />
        {people.length > 0 ? (
          <>
            <SelectField
              label="Labeled by"
              value={filter.annotator ?? ''}
              onChange={(event) => set('annotator', event.target.value || undefined)}
              options={[anybody, ...asOptions]}
            />
            <SelectField
              label="Assigned to"
              value={filter.assignee ?? ''}
              onChange={(event) => set('assignee', event.target.value || undefined)}
              options={[anybody, { value: 'none', label: 'Nobody' }, ...asOptions]}
            />
          </>
        ) : null}
        <SelectField
          label="Committed"
          value={yesNo(filter.pending)}
          onChange={choose('pending')}
          options={[
            { value: '', label: 'Any' },
            { value: 'true', label: 'Not committed yet' },
            { value: 'false', label: 'As committed' },
          ]}
        />
        <SelectField
          label="Open comments"
          value={yesNo(filter.comments)}
          onChange={choose('comments')}
          options={[
            { value: '', label: 'Any' },
            { value: 'true', label: 'With' },
            { value: 'false', label: 'Without' },
          ]}
        />
        <NumberRange of="annotations" filter={filter} onChange={onChange} />
        <NumberRange of="score" filter={filter} onChange={onChange} />
        <TextField
          label="Path begins with"
          mono
          value={filter.source ?? ''}
          onChange={(event) => set('source', event.target.value || undefined)}
        />
        <TextField
          label="Changed since"
          type="date"
          value={filter.updatedFrom?.slice(0, 10) ?? ''}
          onChange={(event) =>
            set('updatedFrom', event.target.value ? `${event.target.value}T00:00:00.000Z` : undefined)
          }
        />
      </div>
    </Popover>
  );
};
