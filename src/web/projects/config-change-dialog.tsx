import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { parseConfig } from '../../labels/config/parse-config.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { useAfterMove } from '../history/use-versions.ts';
import { WorkProgress } from '../history/work-progress.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import field from '../parts/field.module.css';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import s from './config-change.module.css';
import { type ConfigChangeView, type Fate, guessedFates, mappingOf, withFate } from './config-mapping.ts';

/** Names of classes in a config by control, as the API names them. */
const classesOf = (config: string): ReadonlyMap<string | null, readonly string[]> => {
  try {
    const { controls, relations } = parseConfig(config);
    return new Map<string | null, readonly string[]>([
      [null, relations.map((label) => label.result)],
      ...[...controls.values()].map(
        (control) => [control.name, control.labels.map((label) => label.path.join(' / '))] as const,
      ),
    ]);
  } catch {
    return new Map();
  }
};

const tones = { added: 'ok', removed: 'danger', renamed: 'warn' } as const;

const Classes = ({
  preview,
  fates,
  options,
  onFate,
}: {
  readonly preview: ConfigChangeView;
  readonly fates: readonly Fate[];
  readonly options: (control: string | null) => readonly string[];
  readonly onFate: (fate: Fate) => void;
}) => (
  <table className={s.classes} aria-label="Classes that change">
    <thead>
      <tr>
        <th scope="col">Class</th>
        <th scope="col">In use</th>
        <th scope="col">What becomes of its labels</th>
      </tr>
    </thead>
    <tbody>
      {preview.classes.map((each) => {
        const fate = fates.find((one) => one.control === each.control && one.name === each.name);
        return (
          <tr key={`${each.control} ${each.name}`}>
            <th scope="row">
              {each.name} <Badge tone={tones[each.change]}>{each.change}</Badge>
              {each.control ? <small>{each.control}</small> : null}
            </th>
            <td>{formatCount(each.inUse)}</td>
            <td>
              {fate ? (
                <select
                  className={field.input}
                  aria-label={`Labels of ${each.name}`}
                  value={fate.to}
                  onChange={(event) => onFate({ ...fate, to: event.target.value })}
                >
                  <option value="">stay as they are, and are listed</option>
                  {options(each.control).map((name) => (
                    <option key={name} value={name}>
                      become {name}
                    </option>
                  ))}
                </select>
              ) : (
                'none yet'
              )}
            </td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

/** What goes with the labels, where there is any. */
const Following = ({
  what,
  counts: { results, unfit },
}: {
  readonly what: string;
  readonly counts: ConfigChangeView['drafts'];
}) =>
  results + unfit === 0 ? null : (
    <p>
      {results > 0 ? `${plural(results, what)} change${results === 1 ? 's' : ''} too. ` : null}
      {unfit > 0
        ? `${plural(unfit, what)} no longer fit${unfit === 1 ? 's, and stays' : ', and stay'} for an undo.`
        : null}
    </p>
  );

/** A new config for a project with labels: what changes in the labels, counted, before it is one commit. */
export const ConfigChangeDialog = ({
  project,
  config,
  open,
  onClose,
}: {
  readonly project: Project;
  readonly config: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) => {
  const after = useAfterMove(project.id);
  const [chosen, setChosen] = useState<readonly Fate[] | null>(null);
  const before = useMemo(() => classesOf(project.config), [project.config]);
  const next = useMemo(() => classesOf(config), [config]);
  const isNew = (control: string | null, name: string) => !(before.get(control) ?? []).includes(name);
  const change = (body: { dryRun: boolean; mapping?: ReturnType<typeof mappingOf> }) =>
    api.projects.changeConfig({ params: { id: project.id }, body: { config, ...body } });
  const guess = useQuery({
    queryKey: ['project', project.id, 'config-guess', config],
    queryFn: () => change({ dryRun: true }),
    enabled: open,
    gcTime: 0,
  });
  const fates = chosen ?? (guess.data ? guessedFates(guess.data) : []);
  const mapping = guess.data ? mappingOf(fates, guess.data.mapping, isNew) : [];
  const counted = useQuery({
    queryKey: ['project', project.id, 'config-preview', config, mapping],
    queryFn: () => change({ dryRun: true, mapping }),
    enabled: open && chosen !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: () => change({ dryRun: false, mapping }),
    onSuccess: async (done) => {
      setChosen(null);
      onClose();
      await after('Config changed', { ...done, conflicts: 0 });
    },
  });
  const close = () => {
    setChosen(null);
    onClose();
  };
  const preview = (chosen === null ? undefined : counted.data) ?? guess.data;
  return (
    <Dialog
      open={open}
      onClose={close}
      wide
      title="Change the config and its labels?"
      about="One label commit of both. What no longer fits stays in the labels and is listed; all of it can be undone."
      onSubmit={() => save.mutate()}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!preview}>
            Save config
          </Button>
        </>
      }
    >
      {save.isPending ? <WorkProgress project={project.id} mayCancel /> : null}
      {guess.isPending && open ? <Skeleton height={120} /> : null}
      {guess.error ? <ErrorNote error={guess.error} /> : null}
      {counted.error ? <ErrorNote error={counted.error} /> : null}
      {preview ? (
        <>
          {preview.classes.length > 0 ? (
            <Classes
              preview={guess.data ?? preview}
              fates={fates}
              options={(control) => next.get(control) ?? []}
              onFate={(fate) => setChosen(withFate(fates, fate))}
            />
          ) : null}
          {preview.controls.map((control) => (
            <p key={control.name}>
              Control <code>{control.name}</code> {control.change}, in {plural(control.inUse, 'result')}.
            </p>
          ))}
          {preview.objects.map((object) => (
            <p key={object.name}>
              Object <code>{object.name}</code> {object.change}.
            </p>
          ))}
          <p role="status" className={s.sum}>
            <b>{plural(preview.results, 'result')}</b> in {plural(preview.tasks, 'task')} change
            {preview.results === 1 ? 's' : ''}; <b>{formatCount(preview.unfit)}</b> no longer fit
            {preview.unfit === 1 ? 's' : ''}.
          </p>
          <Following what="suggestion" counts={preview.suggestions} />
          <Following what="unfinished result" counts={preview.drafts} />
          {preview.items.length > 0 ? (
            <details className={s.unfit}>
              <summary>What no longer fits</summary>
              <ul>
                {preview.items.slice(0, 50).map((item) => (
                  <li key={item.annotation + item.identity}>
                    <Link to="/projects/$id/label" params={{ id: project.id }} search={{ task: item.taskId }}>
                      Task {item.taskId}
                    </Link>
                    : {item.reason}
                    {item.wasUnfit ? ' (it did not before, either)' : ''}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </>
      ) : null}
      {save.error ? <ErrorNote error={save.error} /> : null}
    </Dialog>
  );
};
