import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { LabelChange } from '../../shared/contract/project-labels.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { taskText } from '../projects/task-text.ts';
import s from './label-diff.module.css';
import { Outline } from './outline.tsx';
import { excerptOf, imageOf, type ShownResult, shapeOf, wordsOf } from './result-text.ts';

const tones: Readonly<Record<LabelChange['change'], Tone>> = {
  added: 'ok',
  removed: 'danger',
  modified: 'warn',
};
type Data = Record<string, never>;

const asResult = (value: unknown): ShownResult | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ShownResult) : null;

const dataOf = (change: LabelChange): Data => {
  const file = (change.after ?? change.before) as { data?: Data } | null;
  return file?.data ?? {};
};

type Skip = { readonly uid: string; readonly reason: string };

/** The annotations that became skips with this change, or skips for another reason. */
const newSkips = (change: LabelChange): readonly Skip[] => {
  const skips = (file: unknown): readonly Skip[] => {
    const { annotations = [] } = (file ?? {}) as {
      annotations?: readonly { uid: string; was_cancelled?: boolean; skip_reason?: unknown }[];
    };
    return annotations.flatMap(({ uid, was_cancelled, skip_reason }) =>
      was_cancelled ? [{ uid, reason: typeof skip_reason === 'string' ? skip_reason : '' }] : [],
    );
  };
  const before = skips(change.before);
  return skips(change.after).filter(
    ({ uid, reason }) => !before.some((each) => each.uid === uid && each.reason === reason),
  );
};

const Side = ({
  result,
  data,
  side,
}: {
  readonly result: ShownResult;
  readonly data: Data;
  readonly side: 'before' | 'after';
}) => {
  const words = wordsOf(result);
  const excerpt = excerptOf(result, data);
  return (
    <div className={s[side]}>
      <span className="sr-only">{side === 'before' ? 'Before:' : 'After:'}</span>
      {words.map((word, index) => (
        <span key={index} className={s.chip}>
          {word}
        </span>
      ))}
      {words.length === 0 && !excerpt ? <span className={s.chip}>{result.type ?? 'result'}</span> : null}
      {excerpt ? (
        <p className={s.excerpt}>
          {excerpt.before}
          <mark>{excerpt.span}</mark>
          {excerpt.after}
        </p>
      ) : null}
    </div>
  );
};

/** The same words on another place: only the geometry changed. */
const moved = (before: ShownResult, after: ShownResult): boolean =>
  shapeOf(after) !== null && wordsOf(before).join() === wordsOf(after).join();

const Moved = ({ result, fields }: { readonly result: ShownResult; readonly fields: readonly string[] }) => (
  <>
    {wordsOf(result).map((word) => (
      <span key={word} className={s.chip}>
        {word}
      </span>
    ))}
    <span className={s.name}>
      moved or reshaped
      {fields.length > 0 ? `: ${fields.map((field) => field.replace(/^value\./, '')).join(', ')}` : ''}
    </span>
  </>
);

const Picture = ({ change }: { readonly change: LabelChange }) => {
  const image = imageOf(change.resolved);
  const shapes = change.regions.flatMap((region) =>
    (['before', 'after'] as const).flatMap((side) => {
      const result = asResult(region[side]);
      const shape = result ? shapeOf(result) : null;
      return shape ? [{ shape, side, key: `${region.annotation}/${region.identity}/${side}` }] : [];
    }),
  );
  if (!image || shapes.length === 0) return null;
  return (
    <>
      <div className={s.picture}>
        <img src={image} alt="The labeled item" />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          {shapes.map(({ shape, side, key }) => (
            <Outline
              key={key}
              shape={shape}
              dashed={side === 'before'}
              color={side === 'before' ? 'var(--lw-danger)' : 'var(--lw-ok)'}
            />
          ))}
        </svg>
      </div>
      <p className={s.legend}>
        <span>
          <i style={{ borderColor: 'var(--lw-danger)', borderTopStyle: 'dashed' }} />
          before
        </span>
        <span>
          <i style={{ borderColor: 'var(--lw-ok)' }} />
          after
        </span>
      </p>
    </>
  );
};

/** One task between two label commits: each region before and after. */
export const TaskChange = ({
  project,
  change,
}: {
  readonly project: string;
  readonly change: LabelChange;
}) => {
  const data = dataOf(change);
  const skips = newSkips(change);
  return (
    <article className={s.task}>
      <div className={s.taskHead}>
        <Badge tone={tones[change.change]}>{change.change}</Badge>
        {change.taskId ? (
          <Link to="/projects/$id/label" params={{ id: project }} search={{ task: change.taskId }}>
            Task {change.taskId}
          </Link>
        ) : (
          <code>{change.key.slice(0, 10)}</code>
        )}
        <p>{taskText(data)}</p>
      </div>
      <Picture change={change} />
      {change.regions.map((region) => {
        const before = asResult(region.before);
        const after = asResult(region.after);
        const name = after?.from_name ?? before?.from_name ?? region.identity;
        return (
          <div
            key={`${region.annotation}/${region.identity}`}
            className={s.region}
            data-change={region.change}
          >
            <span className={s.name}>
              {name}
              <span className="sr-only">, {region.change}</span>
            </span>
            <div className={s.sides}>
              {before && after && moved(before, after) ? (
                <Moved result={after} fields={region.fields} />
              ) : (
                <>
                  {before ? <Side result={before} data={data} side="before" /> : null}
                  {before && after ? <ArrowRight size={14} aria-label="became" /> : null}
                  {after ? <Side result={after} data={data} side="after" /> : null}
                </>
              )}
            </div>
          </div>
        );
      })}
      {skips.map(({ uid, reason }) => (
        <p key={uid} className={s.name}>
          Skipped{reason ? `: ${reason}` : ''}
        </p>
      ))}
      {change.regions.length === 0 && skips.length === 0 ? (
        <p className={s.name}>The task’s data or its bookkeeping changed, no region did.</p>
      ) : null}
    </article>
  );
};
