import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Play, Power, Sparkles, Waypoints } from 'lucide-react';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { Badge } from '../parts/badge.tsx';
import { Button, LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import { queries } from '../queries.ts';
import { CurrentModel } from './current-model.tsx';
import { RunsPanels } from './runs-panels.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import s from './suggestions.module.css';
import { useRuns } from './use-runs.ts';
import { useSuggestions } from './use-suggestions.ts';

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

const Body = ({ project }: { readonly project: Project }) => {
  const mayManage = includesRole(project.role, 'manager');
  const found = useQuery(queries.suggestions(project.id));
  const runs = useRuns(project.id).data?.pages.flatMap((page) => page.items) ?? [];
  const { set, retrain } = useSuggestions(project.id);
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={4} height={46} />;
  const state = found.data;
  const alive = state.run?.state === 'running' || state.run?.state === 'waiting';
  const isFailed = state.enabled && state.pending === null && state.run?.state === 'failed';
  const turn = (enabled: boolean) => set.mutate({ enabled });
  if (!state.enabled && !state.run) {
    return (
      <Panel>
        <EmptyState
          icon={<Sparkles />}
          title={state.unfit ? 'No model fits this labeling config' : 'A model can suggest labels here'}
          actions={
            mayManage && !state.unfit ? (
              <Button variant="primary" icon={<Power />} busy={set.isPending} onClick={() => turn(true)}>
                Turn suggestions on
              </Button>
            ) : undefined
          }
        >
          {state.unfit ??
            `It learns ${state.control ?? 'the answer'} from each label commit, on this server, and shows its guess on open tasks. People accept it with Alt+A or answer otherwise. Ten labels teach a little; what people keep shows when it helps.`}
        </EmptyState>
        {set.error ? <ErrorNote error={set.error} /> : null}
      </Panel>
    );
  }
  return (
    <>
      <Panel
        title="Suggestions"
        head={
          <>
            <Badge tone={state.enabled ? 'ok' : 'plain'}>{state.enabled ? 'on' : 'off'}</Badge>
            <span data-push className={s.buttons}>
              {state.current ? (
                <LinkButton
                  to="/projects/$id/provenance"
                  params={{ id: project.id }}
                  search={{ node: `commit:${state.current.model.commit}` }}
                  size="small"
                  variant="quiet"
                  icon={<Waypoints />}
                >
                  Where the model came from
                </LinkButton>
              ) : null}
              {mayManage ? (
                <>
                  <Button
                    size="small"
                    icon={<Play />}
                    busy={retrain.isPending}
                    disabled={!state.enabled || alive}
                    onClick={() => retrain.mutate()}
                  >
                    Train now
                  </Button>
                  <Button
                    size="small"
                    icon={<Power />}
                    busy={set.isPending}
                    onClick={() => turn(!state.enabled)}
                  >
                    {state.enabled ? 'Turn off' : 'Turn on'}
                  </Button>
                </>
              ) : null}
            </span>
          </>
        }
        padded
      >
        <p role="status" className={s.reason} data-failed={isFailed || undefined}>
          {state.reason}
          {state.enabled && !alive && state.pending && state.pending.labels > 0 ? (
            <> At the latest at {clock.format(new Date(state.pending.due))}.</>
          ) : null}
        </p>
        {retrain.error || set.error ? (
          <div className={s.refused}>
            <ErrorNote error={retrain.error ?? set.error} />
          </div>
        ) : null}
        <CurrentModel state={state} runs={runs} />
      </Panel>
      <RunsPanels project={project.id} mayManage={mayManage} />
      {mayManage ? <SettingsPanel project={project.id} state={state} /> : null}
    </>
  );
};

/** The model of a project: whether it learns, from which labels, how well, and what it did. */
export const SuggestionsPage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/suggestions' });
  return (
    <ProjectFrame id={id} title="Suggestions">
      {(project) => <Body project={project} />}
    </ProjectFrame>
  );
};
