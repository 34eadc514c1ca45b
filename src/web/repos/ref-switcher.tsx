import { useQuery } from '@tanstack/react-query';
import { Check, ChevronDown, GitBranch, GitCommitHorizontal, Tag } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { SearchInput } from '../parts/field.tsx';
import menu from '../parts/menu.module.css';
import { Popover } from '../parts/popover.tsx';
import { queries } from '../queries.ts';
import s from './repo-page.module.css';

const isCommit = (text: string): boolean => /^[0-9a-f]{8,64}$/.test(text);

/** Chooses a branch, a tag, or a commit by its digits. Arrows move, Enter takes. */
export const RefSwitcher = ({
  repo,
  value,
  label,
  onChange,
}: {
  readonly repo: string;
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (ref: string) => void;
}) => {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const branches = useQuery(queries.branches(repo)).data?.items ?? [];
  const tags = useQuery(queries.tags(repo)).data?.items ?? [];
  const matches = (name: string) => name.toLowerCase().includes(search.toLowerCase());
  const choices: { readonly name: string; readonly icon: ReactNode; readonly note: string }[] = [
    ...branches.map((branch) => ({ name: branch.name, icon: <GitBranch />, note: '' })),
    ...tags.map((tag) => ({ name: tag.name, icon: <Tag />, note: 'tag' })),
  ].filter((choice) => matches(choice.name));
  if (isCommit(search)) choices.push({ name: search, icon: <GitCommitHorizontal />, note: 'commit' });

  const isTag = tags.some((tag) => tag.name === value);
  const known = value === undefined || isTag || branches.some((branch) => branch.name === value);
  const shown = known ? (value ?? 'Choose…') : value?.slice(0, 8);
  const take = (name: string) => {
    setOpen(false);
    setSearch('');
    onChange(name);
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-choice]')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      trigger={
        <Button aria-label={`${label}: ${shown}`}>
          {isTag ? <Tag /> : known ? <GitBranch /> : <GitCommitHorizontal />}
          {shown}
          <ChevronDown />
        </Button>
      }
    >
      {/* biome-ignore lint: arrows move between the choices, each of which is a button */}
      <div className={s.refs} onKeyDown={onKey}>
        <SearchInput
          label="Branch, tag or commit"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            const first = choices[0];
            if (event.key === 'Enter' && first) take(first.name);
          }}
        />
        <div role="group" aria-label={label}>
          {choices.map((choice) => (
            <button
              key={choice.note + choice.name}
              type="button"
              data-choice
              className={menu.item}
              style={{ width: '100%', border: 0, background: 'none', textAlign: 'left' }}
              aria-current={choice.name === value}
              onClick={() => take(choice.name)}
            >
              {choice.icon}
              <span style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}>{choice.name}</span>
              <span style={{ color: 'var(--lw-muted)' }}>{choice.note}</span>
              {choice.name === value ? <Check /> : null}
            </button>
          ))}
          {choices.length === 0 ? <p className={menu.heading}>Nothing is called that.</p> : null}
        </div>
      </div>
    </Popover>
  );
};
