import { useQuery } from '@tanstack/react-query';
import type { ChangeKind, LabelChange } from '../../shared/contract/project-labels.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { queries } from '../queries.ts';
import { useMay } from '../session.ts';
import s from './label-diff.module.css';
import type { DiffFilter } from './use-label-diff.ts';

type Option = { readonly value: string; readonly label: string };

const Select = ({
  label,
  all,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onChange: (value: string | undefined) => void;
}) => (
  <select
    aria-label={label}
    className={s.select}
    data-on={value !== undefined || undefined}
    value={value ?? ''}
    onChange={(event) => onChange(event.target.value || undefined)}
  >
    <option value="">{all}</option>
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

const kindNames: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  relabeled: 'Relabeled',
  changed: 'Changed otherwise',
};

/** By what a diff is narrowed: the kind of change, a class, whose annotation it is. */
export const DiffFilters = ({
  project,
  changes,
  filter,
  onChange,
}: {
  readonly project: Project;
  /** Those that are known: their people can be chosen although they left. */
  readonly changes: readonly LabelChange[];
  readonly filter: DiffFilter;
  readonly onChange: (filter: DiffFilter) => void;
}) => {
  const maySee = useMay('reviewer');
  const members = useQuery({ ...queries.members, enabled: maySee }).data?.items ?? [];
  const people = new Map(members.map(({ id, name, email }) => [id, name || email]));
  for (const { annotations } of changes)
    for (const { author } of annotations) if (author.id) people.set(author.id, author.name);
  const classes = [...new Set(project.classes.map(({ name }) => name))].sort();
  return (
    <div className={s.filters}>
      <Select
        label="Kind of change"
        all="All changes"
        value={filter.kind}
        options={Object.entries(kindNames).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => onChange({ ...filter, kind: kind as ChangeKind | undefined })}
      />
      {classes.length > 0 ? (
        <Select
          label="Class"
          all="All classes"
          value={filter.class}
          options={classes.map((name) => ({ value: name, label: name }))}
          onChange={(name) => onChange({ ...filter, class: name })}
        />
      ) : null}
      {people.size > 1 ? (
        <Select
          label="Person"
          all="Everybody"
          value={filter.author}
          options={[...people].map(([value, label]) => ({ value, label }))}
          onChange={(author) => onChange({ ...filter, author })}
        />
      ) : null}
    </div>
  );
};
