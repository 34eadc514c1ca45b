import { Link } from '@tanstack/react-router';
import { ArrowLeft, ChevronLeft, ChevronRight, CircleHelp, FileText, Redo2, Undo2 } from 'lucide-react';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { Badge } from '../parts/badge.tsx';
import { Button, buttonClass, IconButton } from '../parts/button.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { mediaNameOf } from '../projects/media-name.ts';
import type { SaveState } from './draft-keeper.ts';
import s from './label-page.module.css';
import { SaveSign } from './save-sign.tsx';
import { SkipButton } from './skip-button.tsx';
import type { useCommands } from './use-commands.ts';

/** As tasks from a source are known by their path, those that point to a file are by its name. */
const nameOf = ({ id, source, data }: TaskView): string =>
  source ? source.path : [`Task ${id}`, mediaNameOf(data)].filter(Boolean).join(' · ');

/** The little that is left of the chrome while labeling. */
export const LabelBar = ({
  project,
  task,
  openCount,
  save,
  commands,
  busy,
  submitted,
  onGo,
  onSkip,
  onInstructions,
}: {
  readonly project: Project;
  readonly task: TaskView | null;
  readonly openCount: number | null;
  readonly save: SaveState | null;
  readonly commands: ReturnType<typeof useCommands>;
  readonly busy: boolean;
  readonly submitted: boolean;
  readonly onGo: (task: string) => void;
  readonly onSkip: (reason?: string) => void;
  readonly onInstructions: (() => void) | undefined;
}) => (
  <header className={s.bar}>
    <Link
      to="/projects/$id/tasks"
      params={{ id: project.id }}
      className={buttonClass({ variant: 'quiet', iconOnly: true })}
      aria-label="Back to the tasks"
      title="Back to the tasks"
    >
      <ArrowLeft />
    </Link>
    <div className={s.where}>
      <h1>{project.title}</h1>
      <small>{task ? nameOf(task) : ' '}</small>
    </div>
    {task?.state === 'retired' ? <Badge tone="warn">retired</Badge> : null}
    {task?.state === 'skipped' ? <Badge>skipped</Badge> : null}
    <span className={s.space} />
    <SaveSign state={save} />
    <IconButton
      label="Previous task"
      disabled={!task?.previous}
      onClick={() => task?.previous && onGo(task.previous)}
    >
      <ChevronLeft />
    </IconButton>
    <span className={s.position}>
      {task ? `#${task.id}` : ''}
      {openCount === null ? '' : ` · ${formatCount(openCount)} open`}
    </span>
    <IconButton label="Next task" disabled={!task?.next} onClick={() => task?.next && onGo(task.next)}>
      <ChevronRight />
    </IconButton>
    <span className={s.rule} />
    <IconButton label="Undo" disabled={!commands.enabled('undo')} onClick={() => commands.run('undo')}>
      <Undo2 />
    </IconButton>
    <IconButton label="Redo" disabled={!commands.enabled('redo')} onClick={() => commands.run('redo')}>
      <Redo2 />
    </IconButton>
    {onInstructions ? (
      <IconButton label="Instructions" title="Instructions (Alt+I)" onClick={onInstructions}>
        <FileText />
      </IconButton>
    ) : null}
    <IconButton
      label="Keys"
      title="Keys (?)"
      disabled={!commands.has('help')}
      onClick={() => commands.run('help')}
    >
      <CircleHelp />
    </IconButton>
    <span className={s.rule} />
    <SkipButton disabled={!commands.enabled('skip') || busy} onSkip={onSkip} />
    <span style={{ width: 4 }} />
    <Button
      variant="primary"
      busy={busy}
      disabled={!commands.enabled('submit')}
      title={`${submitted ? 'Update' : 'Submit'} (Ctrl+Enter)`}
      onClick={() => commands.run('submit')}
    >
      {submitted ? 'Update' : 'Submit'}
    </Button>
  </header>
);
