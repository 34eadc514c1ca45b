import { Link } from '@tanstack/react-router';
import { Tag } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { plural } from '../../shared/plural.ts';
import { Avatars } from './avatar.tsx';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import { dayOf } from './commit-days.ts';
import s from './commit-log.module.css';
import { CommitHash } from './commit-hash.tsx';
import { TimeAgo } from './time-ago.tsx';

export type LoggedCommit = {
  readonly id: string;
  readonly message: string;
  readonly time: string;
  readonly authors: readonly { readonly name: string; readonly changes: number }[];
  readonly provenance: readonly { readonly repo: string; readonly commit: string }[];
};

type CommitLogProps<C extends LoggedCommit> = {
  /** Newest first. */
  readonly commits: readonly C[];
  readonly tagsOf: (commit: C) => readonly string[];
  /** Who made it, where no author is named or a program did. */
  readonly makerOf: (commit: C) => { readonly name: string; readonly isPerson: boolean };
  /** How much it changed, in words; left out: what was staged for it. */
  readonly changesOf?: (commit: C) => string | null;
  readonly isChosen?: (commit: C) => boolean;
  readonly actions: (commit: C, index: number) => ReactNode;
  /** There are older ones. */
  readonly more?: { readonly busy: boolean; readonly load: () => void } | undefined;
};

/** Commits day by day, as a good code host lists them: of a repo's branch, or of a project's labels. */
export const CommitLog = <C extends LoggedCommit>({ commits, more, ...row }: CommitLogProps<C>) => (
  <>
    <ol>
      {commits.map((commit, index) => (
        <Fragment key={commit.id}>
          {index > 0 && dayOf(commits[index - 1]?.time ?? '') === dayOf(commit.time) ? null : (
            <li className={s.day}>{dayOf(commit.time)}</li>
          )}
          <CommitRow commit={commit} index={index} {...row} />
        </Fragment>
      ))}
    </ol>
    {more ? (
      <div className={s.more}>
        <Button busy={more.busy} onClick={more.load}>
          Older commits
        </Button>
      </div>
    ) : null}
  </>
);

const staged = ({ authors }: LoggedCommit): string | null => {
  const changes = authors.reduce((sum, author) => sum + author.changes, 0);
  return changes > 0 ? plural(changes, 'change') : null;
};

const CommitRow = <C extends LoggedCommit>({
  commit,
  index,
  tagsOf,
  makerOf,
  changesOf = staged,
  isChosen,
  actions,
}: Omit<CommitLogProps<C>, 'commits' | 'more'> & { readonly commit: C; readonly index: number }) => {
  const [subject, ...rest] = commit.message.split('\n');
  const body = rest.join('\n').trim();
  const names = commit.authors.map((author) => author.name);
  const maker = makerOf(commit);
  const changes = changesOf(commit);
  return (
    <li
      className={s.commit}
      data-tip={index === 0 || undefined}
      data-chosen={isChosen?.(commit) || undefined}
    >
      <span className={s.graph} aria-hidden />
      <div>
        <p className={s.message}>
          {subject || <em>without a message</em>}{' '}
          {tagsOf(commit).map((tag) => (
            <Badge key={tag} tone="accent">
              <Tag /> {tag}
            </Badge>
          ))}
        </p>
        {body ? <p className={s.body}>{body}</p> : null}
        <p className={s.meta}>
          <Avatars names={names} size={18} />
          <span>{names.join(', ') || maker.name}</span>
          {maker.isPerson ? null : <span>by {maker.name}</span>}
          <TimeAgo time={commit.time} />
          {changes ? <span>{changes}</span> : null}
          {commit.provenance.map((origin) => (
            <span key={origin.repo + origin.commit}>
              made on{' '}
              <Link to="/repos/$repo/$ref" params={{ repo: origin.repo, ref: origin.commit }}>
                {origin.repo}@{origin.commit.slice(0, 8)}
              </Link>
            </span>
          ))}
        </p>
      </div>
      <div className={s.actions}>
        {actions(commit, index)}
        <CommitHash id={commit.id} />
      </div>
    </li>
  );
};
