import type { MergedLabels } from '../../shared/contract/project-versions.ts';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import s from './versions.module.css';

const Count = ({
  tone,
  sign,
  count,
}: {
  readonly tone: string;
  readonly sign: string;
  readonly count: number;
}) => <td data-tone={count > 0 ? tone : undefined}>{count > 0 ? `${sign}${formatCount(count)}` : '0'}</td>;

const Counts = ({
  name,
  counts,
}: {
  readonly name: string;
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
}) => (
  <tr>
    <th scope="row">{name}</th>
    <Count tone="ok" sign="+" count={counts.added} />
    <Count tone="warn" sign="~" count={counts.changed} />
    <Count tone="danger" sign="−" count={counts.removed} />
  </tr>
);

/** True when a merge or a revert would change nothing at all. */
export const changesNothing = (merged: MergedLabels): boolean =>
  merged.conflicts === 0 &&
  merged.taken.length === 0 &&
  [merged.tasks, merged.annotations].every(({ added, removed, changed }) => added + removed + changed === 0);

/** What a merge or a revert would do, before it is done. */
export const MergedCounts = ({ merged }: { readonly merged: MergedLabels }) =>
  changesNothing(merged) ? (
    <p role="status">It would change nothing.</p>
  ) : (
    <div role="status">
      <table className={s.counts} aria-label="What it would change">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">What</span>
            </th>
            <th scope="col">added</th>
            <th scope="col">changed</th>
            <th scope="col">removed</th>
          </tr>
        </thead>
        <tbody>
          <Counts name="Tasks" counts={merged.tasks} />
          <Counts name="Annotations" counts={merged.annotations} />
        </tbody>
      </table>
      {merged.conflicts > 0 ? (
        <p className={s.warn}>
          {plural(merged.conflicts, 'conflict')}: both sides changed the same thing. They wait under History
          until somebody chooses.
        </p>
      ) : null}
      {merged.taken.length > 0 ? <p>Taken over from there: {merged.taken.join(', ')}.</p> : null}
      {merged.kept.length > 0 ? <p>Changed on both sides, ours stays: {merged.kept.join(', ')}.</p> : null}
    </div>
  );
