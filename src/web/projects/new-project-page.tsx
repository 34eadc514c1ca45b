import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { repoNames } from '../../shared/repo-names.ts';
import { api } from '../api.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { queries } from '../queries.ts';
import { Page } from '../shell/page.tsx';
import { ConfigEditor } from './config-editor.tsx';
import { emptySource, type SourceDraft, SourceForm, useSourcePreview } from './source-form.tsx';
import s from './source-form.module.css';
import { TemplatePicker } from './template-picker.tsx';

const Step = ({
  number,
  title,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <section className={s.step}>
    <h2>
      <span className={s.number}>{number}</span>
      {title}
    </h2>
    {children}
  </section>
);

/** The repo that the server would make for the title. */
const freeRepo = (title: string, repos: readonly { readonly name: string }[]): string => {
  if (title.trim() === '') return '';
  const taken = new Set(repos.map(({ name }) => name));
  const names = repoNames(title);
  let name = names.next().value;
  while (taken.has(name)) name = names.next().value;
  return name;
};

/** Title, data, config, target: a project in one page, shown as it will look. */
export const NewProjectPage = () => {
  const search = useSearch({ from: '/in/app/projects/new' });
  const router = useRouter();
  const client = useQueryClient();
  const repos = useQuery(queries.repos).data?.items ?? [];
  const [title, setTitle] = useState('');
  const [source, setSource] = useState<SourceDraft>({
    ...emptySource,
    repo: search.repo ?? '',
    branch: search.branch ?? (search.repo ? 'master' : ''),
  });
  const [template, setTemplate] = useState<string | null>(null);
  const [config, setConfig] = useState('');
  const [sample, setSample] = useState<Record<string, unknown> | undefined>();
  const [target, setTarget] = useState<{ repo: string; branch: string } | null>(null);
  const preview = useSourcePreview(source).data;
  const shownTarget = target ?? { repo: freeRepo(title, repos), branch: 'master' };

  const make = useMutation({
    mutationFn: () =>
      api.projects.create({
        body: {
          title,
          ...(config.trim() ? { config } : {}),
          ...(source.repo
            ? {
                source: {
                  repo: source.repo,
                  branch: source.branch,
                  glob: source.glob || '**',
                  changed: source.changed,
                  ...(source.importMethod ? { importMethod: source.importMethod } : {}),
                },
              }
            : {}),
          ...(target ? { target } : {}),
        },
      }),
    onSuccess: async (project) => {
      await client.invalidateQueries({ queryKey: ['projects'] });
      await client.invalidateQueries({ queryKey: ['repos'] });
      await router.navigate({ to: '/projects/$id/tasks', params: { id: project.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Page
      title="New project"
      about="People take tasks from a branch of data; their labels are commits on another."
    >
      <form onSubmit={submit} style={{ display: 'grid', gap: 36, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Step number={1} title="What is it called?">
          <TextField
            label="Title"
            required
            minLength={3}
            maxLength={50}
            autoFocus
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Step>
        <Step number={2} title="Where is the data?">
          <p className={s.hint}>
            {repos.length === 0
              ? 'There is no repo yet. Make one under Repos and drop your files into it, or go on without: tasks can be imported into the project later.'
              : 'New and changed files become tasks by themselves. Leave it at None to import tasks later.'}
          </p>
          <SourceForm source={source} onChange={setSource} />
        </Step>
        <Step number={3} title="What is labeled, and how?">
          <TemplatePicker
            value={template}
            onPick={(picked) => {
              setTemplate(picked.id);
              setConfig(picked.config);
              setSample(picked.sampleData);
            }}
          />
          <ConfigEditor
            value={config}
            onChange={(next) => {
              setTemplate(null);
              setConfig(next);
            }}
            data={preview?.tasks[0] ?? sample}
          />
        </Step>
        <Step number={4} title="Where do the labels go?">
          <p className={s.hint}>
            A branch of a repo holds them, one file a task. It is made if it is not there.
          </p>
          <div className={s.row}>
            <TextField
              label="Label repo"
              mono
              pattern="[A-Za-z0-9_\-]{1,63}"
              value={shownTarget.repo}
              onChange={(event) => setTarget({ ...shownTarget, repo: event.target.value })}
            />
            <TextField
              label="Label branch"
              mono
              pattern="[A-Za-z0-9_\-]{1,63}"
              value={shownTarget.branch}
              onChange={(event) => setTarget({ ...shownTarget, branch: event.target.value })}
            />
          </div>
        </Step>
        <div className={s.foot}>
          <div>{make.error ? <ErrorNote error={make.error} /> : null}</div>
          <LinkButton to="/projects" variant="quiet">
            Cancel
          </LinkButton>
          <Button type="submit" variant="primary" busy={make.isPending}>
            Create project
          </Button>
        </div>
      </form>
    </Page>
  );
};
