import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { CheckField, TextAreaField, TextField } from '../parts/field.tsx';
import { Panel } from '../parts/panel.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { toast } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import { ConfigChangeDialog } from './config-change-dialog.tsx';
import { ConfigEditor } from './config-editor.tsx';
import { ProjectFrame } from './project-frame.tsx';
import { ProjectMembers } from './project-members.tsx';
import { ProjectSources } from './project-sources.tsx';
import s from './settings-page.module.css';

type Change = Parameters<typeof api.projects.update>[0]['body'];

const useSave = (project: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Change) => api.projects.update({ params: { id: project }, body }),
    onSuccess: async () => {
      toast('Saved');
      await renewProject(client, project);
    },
  });
};

const onSubmit = (run: () => void) => (event: FormEvent) => {
  event.preventDefault();
  run();
};

const General = ({ project }: { readonly project: Project }) => {
  const save = useSave(project.id);
  const [title, setTitle] = useState(project.title);
  const [description, setDescription] = useState(project.description);
  const [color, setColor] = useState(project.color);
  return (
    <Panel title="General" padded>
      <form className={s.form} onSubmit={onSubmit(() => save.mutate({ title, description, color }))}>
        <TextField
          label="Title"
          required
          minLength={3}
          maxLength={50}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          label="Description"
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <label className={s.color}>
          Colour
          <input type="color" value={color} onChange={(event) => setColor(event.target.value)} />
        </label>
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div>
          <Button type="submit" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Panel>
  );
};

/** The data of the first task, to show a config with what it is for. */
const useFirstData = (project: string) =>
  useQuery({
    queryKey: ['project', project, 'first-data'],
    queryFn: async () => {
      const [first] = (await api.projects.tasks({ params: { id: project }, query: { limit: 1 } })).items;
      if (!first) return null;
      return (await api.projects.getTask({ params: { id: project, task: first.id } })).resolved;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

const ConfigPart = ({ project }: { readonly project: Project }) => {
  const save = useSave(project.id);
  const [config, setConfig] = useState(project.config);
  const [asking, setAsking] = useState(false);
  const data = useFirstData(project.id).data;
  const { annotations, predictions, drafts } = project.counts;
  const labeled = annotations + predictions + drafts > 0;
  return (
    <Panel title="Labeling config" padded>
      <form
        className={s.form}
        onSubmit={onSubmit(() => (labeled ? setAsking(true) : save.mutate({ config })))}
      >
        <ConfigEditor value={config} onChange={setConfig} data={data ?? undefined} />
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div>
          <Button type="submit" busy={save.isPending} disabled={config === project.config}>
            Save config{labeled ? '…' : ''}
          </Button>
        </div>
      </form>
      <ConfigChangeDialog project={project} config={config} open={asking} onClose={() => setAsking(false)} />
    </Panel>
  );
};

const Instructions = ({ project }: { readonly project: Project }) => {
  const save = useSave(project.id);
  const [instructions, setInstructions] = useState(project.instructions);
  const [show, setShow] = useState(project.showInstructions);
  return (
    <Panel title="Instructions" padded>
      <form
        className={s.form}
        onSubmit={onSubmit(() => save.mutate({ instructions, showInstructions: show }))}
      >
        <div className={s.two}>
          <TextAreaField
            label="How to label here"
            hint="Markdown, or simple HTML."
            rows={12}
            value={instructions}
            onChange={(event) => setInstructions(event.target.value)}
          />
          <div>
            <p className={s.caption}>As people see it</p>
            <div className={s.paper}>
              <RichText text={instructions} />
            </div>
          </div>
        </div>
        <CheckField
          label="Show them when somebody opens the labeling page for the first time"
          checked={show}
          onChange={(event) => setShow(event.target.checked)}
        />
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div>
          <Button type="submit" busy={save.isPending}>
            Save instructions
          </Button>
        </div>
      </form>
    </Panel>
  );
};

const Danger = ({ project }: { readonly project: Project }) => {
  const client = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <Panel title="Danger zone" padded>
      <div className={s.danger}>
        <p>
          Delete the project with its tasks and drafts. Its label repo {project.target.repo} and all committed
          labels stay.
        </p>
        <Button variant="danger" onClick={() => setOpen(true)}>
          Delete the project
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Delete ${project.title}?`}
        about="Tasks, drafts and labels that are not committed are gone for good. Committed labels stay in their repo."
        confirm="Delete the project"
        onConfirm={async () => {
          await api.projects.remove({ params: { id: project.id } });
          await router.navigate({ to: '/projects' });
          client.removeQueries({ queryKey: ['project', project.id] });
          await client.invalidateQueries({ queryKey: ['projects'] });
          toast(`Deleted ${project.title}`);
        }}
      />
    </Panel>
  );
};

export const SettingsPage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/settings' });
  return (
    <ProjectFrame id={id} title="Settings">
      {(project) => (
        <>
          <General project={project} />
          <ConfigPart project={project} />
          <ProjectSources project={project} />
          <Instructions project={project} />
          <ProjectMembers project={project.id} />
          <Danger project={project} />
        </>
      )}
    </ProjectFrame>
  );
};
