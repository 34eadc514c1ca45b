import { parseConfig } from '../labels/config/parse-config.ts';
import { AppError } from '../shared/errors/app-error.ts';
import type { Config } from '../labels/config/config.ts';
import type { LabelResult } from '../labels/results/label-result.ts';
import type { Editor, EditorOptions, EditorTask } from './editor.ts';
import { createEditorCore } from './create-editor-core.ts';
import type { EditorCore } from './editor-core.ts';
import { labelStudioKeymap } from './keys/keymaps.ts';
import { adoptSheet, sheetOf } from './render/adopt-sheet.ts';
import { announceChanges } from './render/announce.ts';
import { element } from './render/element.ts';
import { openKeysDialog } from './render/keys-dialog.ts';
import { listenKeys } from './render/listen-keys.ts';
import { createScope, type Scope } from './scope.ts';
import { effect, signal, untracked } from './signals.ts';
import { editorCss } from './styles/editor-css.ts';
import { mountTag } from './tags/mount-tag.ts';
import type { TagPage } from './tags/tag-view.ts';

let instances = 0;

const browserRandom = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 4294967296;

/**
 * Mounts the annotation editor on an element. A config that cannot be read shows its error in place (`problem` has
 * line and column) and throws nothing. `destroy` leaves nothing behind.
 */
export function mountEditor(host: HTMLElement, options: EditorOptions): Editor {
  const scope = createScope();
  const instance = `lw-e${++instances}`;
  const box = element('div', { class: `lw-editor ${instance}` });
  host.append(box);
  scope.add(() => box.remove());
  adoptSheet(box, sheetOf(editorCss), scope);

  const callbacks = options.callbacks ?? {};
  const read = readConfig(options.config);
  const current = signal<EditorCore | null>(null);
  let taskScope: Scope | null = null;

  function show(task: EditorTask, annotation: readonly LabelResult[] | undefined, submitted: boolean): void {
    endTask();
    if (!read.config) return;
    const inner = scope.child();
    taskScope = inner;
    const core = createEditorCore({
      config: read.config,
      data: task.data,
      results: annotation ?? task.annotations?.[0]?.result ?? [],
      predictions: task.predictions,
      readOnly: options.readOnly,
      submitted,
      keymap: { ...labelStudioKeymap, ...options.keymap },
      random: options.random ?? browserRandom,
      onSubmit: callbacks.onSubmit && ((results) => callbacks.onSubmit?.(results)),
      onUpdate: callbacks.onUpdate && ((results) => callbacks.onUpdate?.(results)),
      onSkip: callbacks.onSkip && ((reason) => callbacks.onSkip?.(reason)),
      onSave: callbacks.onSave && (() => callbacks.onSave?.(core.results())),
      onHelp: () => openKeysDialog(box, core, options.pageKeys?.() ?? [], inner),
    });
    drawTask(core, inner);
    current.set(core);
  }

  function drawTask(core: EditorCore, inner: Scope): void {
    const page: TagPage = {
      core,
      scope: inner,
      host: box,
      instance,
      resolveUrl: options.resolveUrl ?? ((address) => address),
      children: (node) => node.children.flatMap((child) => [...mountTag(child, page)]),
    };
    // There all the time: screen readers hear what changes, not what comes.
    const said = element('div', { class: 'lw-said', role: 'status' });
    box.replaceChildren(...mountTag(core.root, page), said, announceChanges(core, inner));
    inner.add(
      effect(() => {
        const notice = core.session.notice.get();
        said.textContent = notice?.text ?? '';
        said.classList.toggle('lw-problem', notice?.tone === 'problem');
      }),
    );
    listenKeys(box, options.keys ?? 'page', core, inner);
    inner.add(tellChanges(core, (results) => callbacks.onChange?.(results)));
    inner.add(effect(() => callbacks.onSelect?.(core.session.selection.get())));
  }

  function endTask(): void {
    taskScope?.dispose();
    taskScope = null;
  }

  if (read.problem) {
    box.append(element('p', { class: 'lw-notice lw-problem', role: 'alert' }, read.problem.message));
  } else show(options.task, options.annotation, options.submitted ?? false);

  const run = (id: string): boolean => {
    const command = current
      .peek()
      ?.commands()
      .find((each) => each.id === id);
    if (!command || !untracked(() => command.enabled())) return false;
    command.run();
    return true;
  };
  return {
    problem: read.problem,
    get core() {
      return current.peek();
    },
    results: () => current.peek()?.results() ?? [],
    load: (task, annotation, submitted = false) => show(task, annotation, submitted),
    undo: () => void run('undo'),
    redo: () => void run('redo'),
    focus: () => {
      const object = box.querySelector<HTMLElement>('[data-object][tabindex]');
      const place = object ?? box.querySelector<HTMLElement>('input, textarea, select, button');
      place?.focus({ preventScroll: true });
    },
    commands: {
      list: () => current.peek()?.commandViews.peek() ?? [],
      subscribe(listener) {
        let first = true;
        return effect(() => {
          current.get()?.commandViews.get();
          if (!first) untracked(listener);
          first = false;
        });
      },
      run,
    },
    setReadOnly: (readOnly) => current.peek()?.session.readOnly.set(readOnly),
    follow(show) {
      const stop = effect(() => {
        const core = current.get();
        const task = taskScope;
        if (core && task) untracked(() => show(core, task.child()));
      });
      scope.add(stop);
      return stop;
    },
    destroy() {
      endTask();
      scope.dispose();
      current.set(null);
    },
  };
}

function readConfig(xml: string): { readonly config: Config | null; readonly problem: Editor['problem'] } {
  try {
    return { config: parseConfig(xml), problem: null };
  } catch (cause) {
    const data = cause instanceof AppError ? cause.data : {};
    const message = cause instanceof Error ? cause.message : String(cause);
    return {
      config: null,
      problem: { message, line: Number(data['line'] ?? 0), column: Number(data['column'] ?? 0) },
    };
  }
}

/** Tells the results once a turn, however many changes were in it. */
function tellChanges(core: EditorCore, tell: (results: readonly LabelResult[]) => void): () => void {
  let waits = false;
  let ended = false;
  const stop = core.store.listen(() => {
    if (waits) return;
    waits = true;
    queueMicrotask(() => {
      waits = false;
      if (!ended) tell(core.results());
    });
  });
  return () => {
    ended = true;
    stop();
  };
}
