import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject } from '../../labels/json.ts';
import { api } from '../api.ts';
import { EditorStage, type Shown } from '../label/editor-stage.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import s from './config-editor.module.css';
import { ConfigField, type ConfigFieldHandle } from './config-field.tsx';
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

const ignore = () => undefined;

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
  const field = useRef<ConfigFieldHandle>(null);
  const problems = check.data?.problems ?? [];
  const fatal = problems.some((problem) => problem.fatal);
  const [good, setGood] = useState('');
  useEffect(() => {
    if (check.data && !check.isPlaceholderData && !fatal) setGood(later);
  }, [check.data, check.isPlaceholderData, fatal, later]);
  const shown: Shown = useMemo(
    () => ({
      key: `${good} ${data ? 'data' : 'sample'}`,
      task: { data: { ...sampleData(good), ...data } as JsonObject },
      result: [],
      submitted: false,
      readOnly: false,
    }),
    [good, data],
  );
  const fields = useMemo(() => Object.keys(data ?? sampleData(good)), [data, good]);
  return (
    <div>
      <div className={s.editor}>
        <ConfigField ref={field} value={value} problems={problems} fields={fields} onChange={onChange} />
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
                  onClick={() => field.current?.go(problem.line, problem.column)}
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
