import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject } from '../../labels/json.ts';
import { api } from '../api.ts';
import { EditorStage, type Shown } from '../label/editor-stage.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import s from './config-editor.module.css';
import { sampleData } from './sample-data.ts';

const useLater = <T,>(value: T, milliseconds: number): T => {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return later;
};

/** What is wrong with a config, by line and column, as the server reads it. */
export const useConfigCheck = (config: string) =>
  useQuery({
    queryKey: ['config-check', config],
    queryFn: () => api.projects.checkConfig({ body: { config } }),
    enabled: config.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

const offsetOf = (text: string, line: number, column: number): number => {
  const lines = text.split('\n').slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
};

const ignore = () => undefined;

/** Tab indents in the field; Escape first, then Tab leaves it: said in its description. */
const indent = (
  event: KeyboardEvent<HTMLTextAreaElement>,
  leaving: { current: boolean },
  set: (text: string) => void,
) => {
  if (event.key === 'Escape') leaving.current = true;
  else if (event.key === 'Tab' && !event.shiftKey && !leaving.current) {
    event.preventDefault();
    const field = event.currentTarget;
    field.setRangeText('  ', field.selectionStart, field.selectionEnd, 'end');
    set(field.value);
  } else leaving.current = false;
};

/** Writes a labeling config with its problems in place and what it looks like beside it, in the real editor. */
export const ConfigEditor = ({
  value,
  onChange,
  data,
}: {
  readonly value: string;
  readonly onChange: (config: string) => void;
  /** A task to show it with. */
  readonly data?: Record<string, unknown> | undefined;
}) => {
  const later = useLater(value, 350);
  const check = useConfigCheck(later);
  const field = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const leaving = useRef(false);
  const problems = check.data?.problems ?? [];
  const fatal = problems.some((problem) => problem.fatal);
  const [good, setGood] = useState('');
  useEffect(() => {
    if (check.data && !check.isPlaceholderData && !fatal) setGood(later);
  }, [check.data, check.isPlaceholderData, fatal, later]);
  const shown: Shown = useMemo(
    () => ({
      key: good,
      task: { data: (data ?? sampleData(good)) as JsonObject },
      result: [],
      submitted: false,
      readOnly: false,
    }),
    [good, data],
  );
  const lines = value.split('\n').length;
  const go = (line: number, column: number) => {
    const at = offsetOf(value, line, column);
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  };
  return (
    <div>
      <div className={s.editor}>
        <div className={s.code}>
          <div className={s.gutter} ref={gutter} aria-hidden>
            {Array.from({ length: lines }, (_, index) => {
              const here = problems.filter((problem) => problem.line === index + 1);
              const bad =
                here.length === 0 ? undefined : here.some((problem) => problem.fatal) ? 'fatal' : 'minor';
              return (
                <span key={index} data-bad={bad}>
                  {index + 1}
                </span>
              );
            })}
          </div>
          <textarea
            ref={field}
            aria-label="Labeling config (XML). Tab indents; Escape, then Tab, leaves."
            spellCheck={false}
            wrap="off"
            value={value}
            aria-invalid={fatal || undefined}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => indent(event, leaving, onChange)}
            onScroll={(event) => {
              if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
            }}
          />
        </div>
        <div className={s.preview} role="region" aria-label="Preview">
          {good ? (
            <EditorStage
              key={good}
              config={good}
              shown={shown}
              callbacks={{}}
              keys="editor"
              onEditor={ignore}
            />
          ) : (
            <p style={{ color: 'var(--lw-muted)' }}>Choose a template or write a config; it is shown here.</p>
          )}
        </div>
      </div>
      {check.isError ? <ErrorNote error={check.error} /> : null}
      <div role="status">
        {problems.length > 0 ? (
          <ul className={s.problems}>
            {problems.map((problem, index) => (
              <li key={index}>
                <button
                  type="button"
                  className={s.problem}
                  data-minor={problem.fatal ? undefined : true}
                  onClick={() => go(problem.line, problem.column)}
                >
                  <code>
                    {problem.line}:{problem.column}
                  </code>
                  {problem.reason}
                </button>
              </li>
            ))}
          </ul>
        ) : check.data && value.trim() ? (
          <p className={s.good}>The config is fine.</p>
        ) : null}
      </div>
    </div>
  );
};
