import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Editor, EditorCallbacks } from '../../editor/editor.ts';
import { includesRole } from '../../shared/contract/op.ts';
import type { Annotation, TaskView } from '../../shared/contract/project-tasks.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { ApiError, api, isApiError } from '../api.ts';
import { whenOpen } from '../parts/when-open.tsx';
import { renewProject } from '../queries.ts';
import { sessionRenewed, setSessionExpired, useMe } from '../session.ts';
import { draftBackup } from './draft-backup.ts';
import { DeskNotes } from './desk-notes.tsx';
import { createDraftKeeper, type SaveState } from './draft-keeper.ts';
import { asEditorTask, asResults, EditorStage, type Shown } from './editor-stage.tsx';
import { instructionsAreNew } from './instructions-seen.ts';
import type { JsonValue } from './json-value.ts';
import { LabelBar } from './label-bar.tsx';
import s from './label-page.module.css';
import { type Opening, openTask } from './opening-results.ts';
import { pageKeys } from './page-keys.ts';
import { ReviewPanel } from './review-panel.tsx';
import { newRequestId, sendAnswer } from './send-answer.ts';
import { SidePanel } from './side-panel.tsx';
import { useConfigChange } from './use-config-change.ts';
import { useArrival } from './use-arrival.ts';
import { useCommands } from './use-commands.ts';

const InstructionsDialog = whenOpen(
  async () => (await import('./instructions-dialog.tsx')).InstructionsDialog,
);
const ClashDialog = whenOpen(async () => (await import('./clash-dialog.tsx')).ClashDialog);

const judge = (error: unknown): 'later' | 'session' | 'never' => {
  if (!(error instanceof ApiError)) return 'later';
  if (error.code === 'auth.required') {
    setSessionExpired(true);
    return 'session';
  }
  return error.code === 'offline' || error.status >= 500 || error.status === 429 ? 'later' : 'never';
};

/** The annotation that a reviewer has to look at; undefined when there is none. */
const toReview = (task: TaskView): string | undefined =>
  (task.annotations.find((annotation) => annotation.review === null) ?? task.annotations.at(-1))?.id;

type Sent = {
  readonly result: readonly JsonValue[];
  /** A reason for skipping is a skip. */
  readonly skipped: boolean;
  readonly skipReason?: string | undefined;
  readonly overwrite?: boolean;
};

/** One task on the desk: the editor, its drafts, submit, update and skip. */
export const LabelDesk = ({
  project,
  task,
  heldBy,
  openCount,
  reviewing,
  onGo,
  onDone,
  onReviewed,
  onRefresh,
  onConfigChange,
}: {
  readonly project: Project;
  readonly task: TaskView;
  readonly heldBy: string | null;
  readonly openCount: number | null;
  /** Going through what was labeled: what nobody decided on opens first. */
  readonly reviewing: boolean;
  readonly onGo: (task: string) => void;
  readonly onDone: () => Promise<void>;
  readonly onReviewed: () => Promise<void>;
  readonly onRefresh: () => Promise<TaskView | undefined>;
  /** Reads the project and the task again. */
  readonly onConfigChange: () => Promise<TaskView | undefined>;
}) => {
  const me = useMe();
  const client = useQueryClient();
  const backup = useMemo(() => draftBackup(me.id, project.id, task.id), [me.id, project.id, task.id]);
  const openingOf = (from: TaskView) =>
    openTask(from, me.id, backup.read(), reviewing ? toReview(from) : undefined);
  const [opened, setOpened] = useState<{ task: TaskView; opening: Opening; turn: number }>(() => ({
    task,
    opening: openingOf(task),
    turn: 0,
  }));
  // Another task: what is open follows in the same render, so that no draft of one can reach the other.
  const current =
    opened.task.id === task.id ? opened : { task, opening: openingOf(task), turn: opened.turn + 1 };
  if (current !== opened) setOpened(current);
  const { opening, turn } = current;
  const { configVersion } = current.task;

  const [editor, setEditor] = useState<Editor | null>(null);
  const commands = useCommands(editor);
  const [save, setSave] = useState<SaveState | null>(null);
  const [busy, setBusy] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [clash, setClash] = useState<{ error: ApiError; sent: Sent } | null>(null);
  const [reading, setReading] = useState(
    () =>
      !reviewing &&
      project.showInstructions &&
      project.instructions.trim() !== '' &&
      instructionsAreNew(project.id, project.instructions),
  );
  const shownAt = useRef(performance.now());
  const leaving = useRef(new AbortController());

  const keeper = useMemo(
    () =>
      createDraftKeeper(
        { annotationId: opening.annotationId, configVersion },
        {
          save: async (result) => {
            const saved = await api.projects.saveDraft({
              params: { id: project.id, task: task.id },
              body: {
                result: [...result],
                configVersion,
                annotationId: opening.annotationId,
                leadTime: (performance.now() - shownAt.current) / 1000,
              },
            });
            if (saved.configVersion !== configVersion) void renewProject(client, project.id);
          },
          judge,
          sessionRenewed,
          backup,
          now: () => new Date().toISOString(),
          onState: setSave,
        },
      ),
    // `turn` makes a new keeper when the same annotation is opened again
    // biome-ignore lint: see above
    [client, project.id, task.id, opening.annotationId, turn, backup],
  );
  useEffect(() => {
    shownAt.current = performance.now();
    leaving.current = new AbortController();
    setSave(opening.from === 'draft' ? 'saved' : null);
    setRefused(null);
    setBusy(false);
    // Work that only this browser had goes to the server now.
    if (opening.from === 'backup') keeper.change(opening.result);
    const wake = () => keeper.wake();
    window.addEventListener('online', wake);
    return () => {
      window.removeEventListener('online', wake);
      leaving.current.abort();
      void keeper.flush();
      keeper.stop();
    };
  }, [keeper, opening]);

  const mayChangeOthers = includesRole(project.role, 'reviewer');
  const annotation = task.annotations.find((each) => each.id === opening.annotationId);
  const readOnly =
    task.state === 'retired' ||
    busy ||
    (annotation !== undefined && annotation.author.id !== me.id && !mayChangeOthers);
  const submitted = annotation !== undefined;
  const reviewed = mayChangeOthers && task.state !== 'retired' ? (annotation ?? null) : null;

  const send = async (sent: Sent) => {
    const { result, skipped, skipReason, overwrite = false } = sent;
    if (busy) return;
    setBusy(true);
    setRefused(null);
    await keeper.hold();
    try {
      await sendAnswer(
        {
          project: project.id,
          task: task.id,
          annotationId: opening.annotationId,
          version: overwrite ? null : opening.version,
          result,
          configVersion,
          skipped,
          skipReason,
          leadTime: (performance.now() - shownAt.current) / 1000 + (annotation?.leadTime ?? 0),
          predictions: task.predictions.map((prediction) => prediction.id),
          requestId: newRequestId(),
        },
        leaving.current.signal,
        setWaiting,
      );
    } catch (error) {
      keeper.release();
      setBusy(false);
      if (isApiError(error, 'annotation.changed')) setClash({ error, sent });
      else setRefused(error);
      return;
    }
    keeper.done();
    backup.clear();
    tell(skipped ? 'Skipped' : submitted ? 'Updated' : 'Submitted');
    if (submitted && !skipped && annotation?.review?.decision !== 'rejected') {
      const fresh = await onRefresh();
      if (fresh) open(fresh, opening.annotationId);
      setBusy(false);
      setSave('saved');
    } else {
      await onDone();
    }
  };
  const afterReview = async (made: Annotation) => {
    const left = task.annotations.some((each) => each.id !== made.id && each.review === null);
    if (reviewing && made.review !== null && !left) return onReviewed();
    const fresh = await onRefresh();
    if (fresh) open(fresh, reviewing && made.review !== null ? (toReview(fresh) ?? null) : made.id);
  };
  const open = (from: TaskView, annotationId: string | null) =>
    setOpened({ task: from, opening: openTask(from, me.id, backup.read(), annotationId), turn: turn + 1 });

  const config = useConfigChange({
    project,
    task: current.task,
    backup,
    flush: keeper.flush,
    reopen: async () => {
      const fresh = await onConfigChange();
      if (fresh) open(fresh, opening.annotationId);
    },
  });
  const unfit = [
    ...(submitted ? [] : (current.task.predictions[0]?.unfit ?? [])),
    ...(opening.from === 'draft' ? (current.task.draft?.unfit ?? []) : []),
  ];

  const plain = (results: readonly unknown[]) => results as readonly JsonValue[];
  const skip = (skipReason?: string) =>
    void send({ result: plain(editor?.results() ?? []), skipped: true, skipReason });
  const callbacks: EditorCallbacks = {
    onChange: (results) => keeper.change(plain(results)),
    onSubmit: (results) => void send({ result: plain(results), skipped: false }),
    onUpdate: (results) => void send({ result: plain(results), skipped: false }),
    onSkip: skip,
    onSave: () => void keeper.flush(),
    onSelect: (regionIds) => setSelected(regionIds.at(-1) ?? null),
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey && event.code === 'KeyI' && project.instructions.trim()) {
        event.preventDefault();
        setReading(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [project.instructions]);

  const shown: Shown = useMemo(
    () => ({
      key: `${task.id}/${opening.annotationId ?? 'new'}/${turn}`,
      task: asEditorTask(task),
      result: asResults(opening.result),
      submitted,
      readOnly,
    }),
    [task, opening, turn, submitted, readOnly],
  );

  const stage = useRef<HTMLElement>(null);
  const { said, tell } = useArrival({ shown: shown.key, task: task.id, editor, stage });
  useEffect(() => {
    if (refused) stage.current?.scrollTo(0, 0);
  }, [refused]);

  const takeTheirs = async (): Promise<void> => {
    setClash(null);
    await keeper.hold();
    keeper.done();
    await api.projects.removeDraft({ params: { id: project.id, task: task.id } }).catch(() => undefined);
    const fresh = await onRefresh();
    if (fresh) open({ ...fresh, draft: null }, opening.annotationId);
  };

  return (
    <div className={s.desk}>
      <LabelBar
        project={project}
        task={task}
        openCount={openCount}
        save={save}
        commands={commands}
        busy={busy}
        submitted={submitted}
        onGo={onGo}
        onSkip={skip}
        onInstructions={project.instructions.trim() ? () => setReading(true) : undefined}
      />
      <div className={s.work}>
        <main ref={stage} className={s.stage} aria-label="Labeling">
          <p className="sr-only" role="status">
            {said}
          </p>
          <DeskNotes
            task={task}
            annotation={annotation}
            heldBy={heldBy}
            unfit={{ names: unfit, of: opening.from === 'draft' ? 'your draft' : 'the suggestion' }}
            waiting={waiting}
            refused={refused}
          />
          <div className={s.stageInner}>
            <EditorStage
              config={config}
              shown={shown}
              callbacks={callbacks}
              pageKeys={pageKeys({
                skip: commands.enabled('skip') && !busy,
                review: reviewed !== null && reviewed.review === null,
                instructions: project.instructions.trim() !== '',
              })}
              onEditor={setEditor}
            />
          </div>
        </main>
        <SidePanel
          project={project.id}
          task={task}
          me={me.id}
          annotationId={opening.annotationId}
          editor={editor}
          selected={selected}
          canAdd={task.state !== 'retired'}
          maySeeHistory={mayChangeOthers}
          review={
            reviewed ? (
              <ReviewPanel
                key={`${reviewed.id}/${reviewed.version}`}
                project={project.id}
                annotation={reviewed}
                edited={commands.enabled('undo')}
                onReviewed={(made) => void afterReview(made)}
              />
            ) : null
          }
          onOpen={(annotationId) => open(task, annotationId)}
        />
      </div>
      <InstructionsDialog
        project={project.id}
        text={project.instructions}
        open={reading}
        onClose={() => {
          setReading(false);
          editor?.focus();
          stage.current?.scrollTo(0, 0);
        }}
      />
      <ClashDialog
        open={clash !== null}
        error={clash?.error ?? null}
        project={project.id}
        task={current.task}
        annotation={opening.annotationId}
        mine={clash?.sent ?? null}
        onClose={() => setClash(null)}
        onKeepMine={() => {
          const sent = clash?.sent;
          setClash(null);
          if (sent) void send({ ...sent, overwrite: true });
        }}
        onTakeTheirs={() => void takeTheirs()}
      />
    </div>
  );
};
