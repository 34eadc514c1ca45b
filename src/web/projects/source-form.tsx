import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { plural } from '../../shared/plural.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { Segments } from '../parts/tabs.tsx';
import { queries } from '../queries.ts';
import s from './source-form.module.css';

export type SourceDraft = {
  readonly repo: string;
  readonly branch: string;
  readonly glob: string;
  /** Undefined: judged by content. */
  readonly importMethod: 'files' | 'tasks' | undefined;
  readonly changed: 'replace' | 'keep' | 'block';
};

export const emptySource: SourceDraft = {
  repo: '',
  branch: '',
  glob: '**',
  importMethod: undefined,
  changed: 'replace',
};

/** What the source would bring, as the server judges it. */
export const useSourcePreview = (source: SourceDraft) =>
  useQuery({
    queryKey: ['repo', source.repo, 'source-preview', source],
    queryFn: () =>
      api.projects.previewSource({
        body: {
          repo: source.repo,
          branch: source.branch,
          glob: source.glob || '**',
          ...(source.importMethod ? { importMethod: source.importMethod } : {}),
        },
      }),
    enabled: source.repo !== '' && source.branch !== '',
    placeholderData: keepPreviousData,
  });

const Found = ({
  source,
  onChange,
}: {
  readonly source: SourceDraft;
  readonly onChange: (source: SourceDraft) => void;
}) => {
  const preview = useSourcePreview(source);
  if (preview.isError) return <ErrorNote error={preview.error} />;
  if (!preview.data) return <Skeleton height={120} />;
  const { importMethod, reason, files, tasks } = preview.data;
  return (
    <div className={s.found}>
      <div>
        <Badge tone={files > 0 ? 'ok' : 'warn'}>{plural(files, 'file')}</Badge>
        <Segments
          label="Import method"
          value={importMethod}
          onChange={(method) => onChange({ ...source, importMethod: method })}
          options={[
            { value: 'files', label: 'One task for each file' },
            { value: 'tasks', label: 'Files hold tasks' },
          ]}
        />
        <span className={s.hint}>{source.importMethod ? 'chosen by you' : reason}</span>
      </div>
      {tasks[0] ? (
        // biome-ignore lint: a region that scrolls must be reachable by keyboard
        <pre className={s.sample} tabIndex={0} aria-label="First task">
          {JSON.stringify(tasks[0], null, 2).slice(0, 2000)}
        </pre>
      ) : null}
    </div>
  );
};

/** Where tasks come from: repo, branch, pattern, and what that would bring. */
export const SourceForm = ({
  source,
  onChange,
}: {
  readonly source: SourceDraft;
  readonly onChange: (source: SourceDraft) => void;
}) => {
  const repos = useQuery(queries.repos).data?.items ?? [];
  const branches =
    useQuery({ ...queries.branches(source.repo), enabled: source.repo !== '' }).data?.items ?? [];
  return (
    <>
      <div className={s.row}>
        <SelectField
          label="Repo"
          value={source.repo}
          options={[
            { value: '', label: 'None' },
            ...repos.map((repo) => ({ value: repo.name, label: repo.name })),
          ]}
          onChange={(event) => {
            const repo = repos.find((item) => item.name === event.target.value);
            onChange({
              ...source,
              repo: repo?.name ?? '',
              branch: repo?.defaultBranch ?? '',
              importMethod: undefined,
            });
          }}
        />
        <SelectField
          label="Branch"
          value={source.branch}
          disabled={source.repo === ''}
          options={(branches.length > 0 ? branches.map((branch) => branch.name) : [source.branch]).map(
            (name) => ({
              value: name,
              label: name,
            }),
          )}
          onChange={(event) => onChange({ ...source, branch: event.target.value })}
        />
        <TextField
          label="Files"
          mono
          value={source.glob}
          disabled={source.repo === ''}
          hint="A pattern, such as inbox/**/*.txt"
          onChange={(event) => onChange({ ...source, glob: event.target.value })}
        />
      </div>
      {source.repo && source.branch ? <Found source={source} onChange={onChange} /> : null}
      {source.repo ? (
        <SelectField
          label="When a file changes after it was labeled"
          value={source.changed}
          options={[
            { value: 'replace', label: 'Queue the new one, with the old label as a suggestion' },
            { value: 'keep', label: 'Keep the label on the old file' },
            { value: 'block', label: 'Keep it, and hold commits until somebody decides' },
          ]}
          onChange={(event) => onChange({ ...source, changed: event.target.value as SourceDraft['changed'] })}
        />
      ) : null}
    </>
  );
};
