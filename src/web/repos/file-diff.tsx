import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Change } from '../../shared/contract/repos.ts';
import { fileUrl } from '../api.ts';
import { ErrorNote } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import s from './compare.module.css';
import { fileText } from './file-text.ts';
import { diffLines, hunksOf } from './line-diff.ts';
import { previewKind } from './preview-kind.ts';

type Sides = { readonly repo: string; readonly from: string; readonly to: string; readonly change: Change };

const toLines = (text: string, json: boolean): string[] => {
  let shown = text;
  if (json) {
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      // shown as it is
    }
  }
  return shown === '' ? [] : shown.replace(/\r?\n$/, '').split(/\r?\n/);
};

const sign = { same: '', added: '+', removed: '−' };

/** The lines that differ between two texts. */
export const LineDiff = ({
  before,
  after,
}: {
  readonly before: readonly string[];
  readonly after: readonly string[];
}) => {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  if (!lines)
    return <p className={s.skip}>More than a thousand lines differ. Download both to compare them.</p>;
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return <p className={s.skip}>The text is the same.</p>;
  return (
    // biome-ignore lint: a region that scrolls must be reachable by keyboard
    <div className={s.diff} tabIndex={0} role="region" aria-label="Changed lines">
      {hunks.map((hunk, index) => (
        <div key={index}>
          {hunk.skipped > 0 ? <div className={s.skip}>{plural(hunk.skipped, 'equal line')}</div> : null}
          {hunk.lines.map((line, at) => (
            <div key={at} className={`${s.line} ${line.type === 'same' ? '' : s[line.type]}`}>
              <span>{line.before}</span>
              <span>{line.after}</span>
              <span>{sign[line.type]}</span>
              <div>{line.text || ' '}</div>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
};

const nothing: readonly string[] = [];

const TextDiff = ({ repo, from, to, change, json }: Sides & { readonly json: boolean }) => {
  const before = useQuery({
    ...fileText(repo, from, change.from ?? change.path, change.before?.sha256 ?? ''),
    enabled: change.before !== null,
  });
  const after = useQuery({
    ...fileText(repo, to, change.path, change.after?.sha256 ?? ''),
    enabled: change.after !== null,
  });
  const beforeLines = useMemo(
    () => (before.data && change.before ? toLines(before.data.text, json) : nothing),
    [before.data, change.before, json],
  );
  const afterLines = useMemo(
    () => (after.data && change.after ? toLines(after.data.text, json) : nothing),
    [after.data, change.after, json],
  );
  const error = before.error ?? after.error;
  if (error) return <ErrorNote error={error} />;
  if (before.isLoading || after.isLoading) return <SkeletonRows count={4} height={22} />;
  if (before.data?.binary || after.data?.binary) return <p className={s.skip}>Bytes, not text.</p>;
  return (
    <>
      <LineDiff before={beforeLines} after={afterLines} />
      {before.data?.more || after.data?.more ? (
        <p className={s.skip}>Only the first half megabyte of each side is compared.</p>
      ) : null}
    </>
  );
};

/** What changed inside one file: lines of text and JSON, images side by side. */
export const FileDiff = (sides: Sides) => {
  const { repo, from, to, change } = sides;
  const kind = previewKind(change.path, change.after?.contentType ?? change.before?.contentType ?? '');
  switch (kind) {
    case 'text':
    case 'csv':
    case 'json':
      return <TextDiff {...sides} json={kind === 'json'} />;
    case 'image':
      return (
        <div className={s.images}>
          <figure>
            <figcaption>Before</figcaption>
            {change.before ? (
              <img src={fileUrl(repo, from, change.from ?? change.path)} alt="Before" />
            ) : (
              'not there'
            )}
          </figure>
          <figure>
            <figcaption>After</figcaption>
            {change.after ? <img src={fileUrl(repo, to, change.path)} alt="After" /> : 'not there'}
          </figure>
        </div>
      );
    default:
      return <p className={s.skip}>No view for this kind of file; the bytes differ.</p>;
  }
};
