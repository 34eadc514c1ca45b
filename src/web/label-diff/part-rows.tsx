import { ArrowRight } from 'lucide-react';
import { resultWords } from '../../shared/label-diff/result-words.ts';
import { Avatar } from '../parts/avatar.tsx';
import type { ShownChange } from './annotation-change.ts';
import type { ChangedPart, ChangedResult } from '../../shared/label-diff/changed-parts.ts';
import { annotationWords } from './change-words.ts';
import drawing from './item-drawing.module.css';
import s from './part-rows.module.css';

const signs = { added: '+', removed: '−', relabeled: '⇄', changed: '~' } as const;
export const kindWords = {
  added: 'added',
  removed: 'removed',
  relabeled: 'relabeled',
  changed: 'changed',
} as const;

/** What changed in a task, annotation by annotation: who, and what became of each region and answer. */
export const PartRows = ({
  change,
  parts,
  chosen,
  nothing = 'Only its bookkeeping changed.',
  onChoose,
}: {
  readonly change: ShownChange;
  readonly parts: readonly ChangedPart[];
  readonly chosen?: string | null;
  /** What is said of an annotation without a change that a person would call one. */
  readonly nothing?: string;
  readonly onChoose?: (part: string) => void;
}) => (
  <div className={s.annotations}>
    {change.fields.length > 0 && change.before !== null && change.after !== null ? (
      <p className={s.itself}>The task’s {change.fields.join(' and ')} changed.</p>
    ) : null}
    {change.annotations.map((annotation) => {
      const own = parts.filter((part) => part.annotation === annotation.annotation);
      const words = annotationWords(change, annotation);
      return (
        <div key={annotation.annotation} role="group" aria-label={`Annotation of ${annotation.author.name}`}>
          <h3 className={s.who}>
            <Avatar name={annotation.author.name} size={18} />
            <b>{annotation.author.name}</b>
            <span>{words.join(', ')}</span>
          </h3>
          {own.length > 0 ? (
            <ol className={s.parts}>
              {own.map((part) => (
                <li key={part.key}>
                  <PartRow
                    part={part}
                    change={change}
                    isChosen={part.key === chosen}
                    {...(onChoose ? { onChoose: () => onChoose(part.key) } : {})}
                  />
                </li>
              ))}
            </ol>
          ) : words.length === 0 ? (
            <p className={s.itself}>{nothing}</p>
          ) : null}
        </div>
      );
    })}
  </div>
);

const PartRow = ({
  part,
  change,
  isChosen,
  onChoose,
}: {
  readonly part: ChangedPart;
  readonly change: ShownChange;
  readonly isChosen: boolean;
  readonly onChoose?: () => void;
}) => {
  const inside = (
    <>
      <span className={s.sign} aria-hidden>
        {signs[part.kind]}
      </span>
      <span className={s.results}>
        <span className="sr-only">{kindWords[part.kind]}: </span>
        {part.results.map((result, index) => (
          // results of one region share its place: that it moved is said once
          <Result key={index} result={result} change={change} isFirst={index === 0} />
        ))}
      </span>
    </>
  );
  const look = `${s.part} ${drawing[part.kind]}`;
  if (!onChoose) return <div className={look}>{inside}</div>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={look}
      aria-pressed={isChosen}
      data-part={part.key}
      onClick={onChoose}
    >
      {inside}
    </button>
  );
};

/** One result, before and after, and the name of its control. */
const Result = ({
  result,
  change,
  isFirst,
}: {
  readonly result: ChangedResult;
  readonly change: ShownChange;
  readonly isFirst: boolean;
}) => {
  const { was, is, quote, more, name } = resultWords(result, change, isFirst);
  return (
    <span className={s.result}>
      {was !== null && was !== is ? <del className={s.was}>{was}</del> : null}{' '}
      {was !== null && is !== null && was !== is ? <ArrowRight size={13} aria-label="became" /> : null}{' '}
      {is !== null ? <span className={s.is}>{is}</span> : null}{' '}
      {quote ? <span className={s.is}>{quote}</span> : null}{' '}
      {more ? <span className={s.more}>{more}</span> : null}{' '}
      {name ? <span className={s.name}>{name}</span> : null}
    </span>
  );
};
