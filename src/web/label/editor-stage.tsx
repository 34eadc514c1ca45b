import { useEffect, useRef, useState } from 'react';
import type { Editor, EditorCallbacks, EditorTask, PageKey } from '../../editor/editor.ts';
import type { JsonObject } from '../../labels/json.ts';
import type { LabelResult } from '../../labels/results/label-result.ts';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import { ErrorNote } from '../parts/error-state.tsx';
import { fitStage } from './fit-stage.ts';
import type { JsonValue } from './json-value.ts';

/** The editor's modules come while the task is being fetched. */
const editorModule = () => import('../../editor/mount-editor.ts');

export type Shown = {
  /** Changes when something else is to be shown. */
  readonly key: string;
  readonly task: EditorTask;
  readonly result: readonly LabelResult[];
  readonly submitted: boolean;
  readonly readOnly: boolean;
};

/** The contract's JSON as the editor names it; both are plain JSON. */
export const asResults = (result: readonly JsonValue[]): readonly LabelResult[] =>
  result as unknown as readonly LabelResult[];

export const asEditorTask = (task: Pick<TaskView, 'resolved' | 'predictions'>): EditorTask => ({
  data: task.resolved as unknown as JsonObject,
  predictions: task.predictions.map((prediction) => ({
    result: asResults(prediction.result),
    score: prediction.score,
    model_version: prediction.modelVersion,
  })),
});

/** The editor in an element of the page: mounted once for a config, given each task in turn. */
export const EditorStage = ({
  config,
  shown,
  callbacks,
  keys = 'page',
  pageKeys,
  onEditor,
}: {
  readonly config: string;
  readonly shown: Shown;
  readonly callbacks: EditorCallbacks;
  readonly keys?: 'page' | 'editor';
  /** What the page round it hears. */
  readonly pageKeys?: readonly PageKey[];
  readonly onEditor: (editor: Editor | null) => void;
}) => {
  const host = useRef<HTMLDivElement>(null);
  const mounted = useRef<{ editor: Editor; key: string } | null>(null);
  const latest = useRef({ shown, callbacks, pageKeys, onEditor });
  latest.current = { shown, callbacks, pageKeys, onEditor };
  const [failed, setFailed] = useState<unknown>(null);

  useEffect(() => {
    let ended = false;
    let stopFitting = (): void => undefined;
    void editorModule()
      .then(({ mountEditor }) => {
        if (ended || !host.current) return;
        const first = latest.current.shown;
        const editor = mountEditor(host.current, {
          config,
          keys,
          pageKeys: () => latest.current.pageKeys ?? [],
          task: first.task,
          annotation: first.result,
          submitted: first.submitted,
          callbacks: {
            onChange: (results) => latest.current.callbacks.onChange?.(results),
            onSubmit: (results) => latest.current.callbacks.onSubmit?.(results),
            onUpdate: (results) => latest.current.callbacks.onUpdate?.(results),
            onSkip: (reason) => latest.current.callbacks.onSkip?.(reason),
            onSave: (results) => latest.current.callbacks.onSave?.(results),
            onSelect: (regionIds) => latest.current.callbacks.onSelect?.(regionIds),
          },
        });
        editor.setReadOnly(first.readOnly);
        const scroller = keys === 'page' ? host.current.closest('main') : null;
        if (scroller) stopFitting = fitStage(host.current, scroller);
        mounted.current = { editor, key: first.key };
        latest.current.onEditor(editor);
      })
      .catch(setFailed);
    return () => {
      ended = true;
      stopFitting();
      mounted.current?.editor.destroy();
      mounted.current = null;
      latest.current.onEditor(null);
    };
  }, [config, keys]);

  useEffect(() => {
    const here = mounted.current;
    if (!here) return;
    if (here.key !== shown.key) {
      here.key = shown.key;
      here.editor.load(shown.task, shown.result, shown.submitted);
    }
    here.editor.setReadOnly(shown.readOnly);
  }, [shown]);

  return (
    <>
      {failed ? <ErrorNote error={failed} /> : null}
      <div ref={host} />
    </>
  );
};
