import { useEffect, useState, useSyncExternalStore } from 'react';
import { isApiError } from '../api.ts';
import { Keys } from './keys.tsx';
import s from './toast.module.css';

type Action = { readonly label: string; readonly run: () => void };
type Toast = {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
  readonly milliseconds: number;
  readonly code?: string;
  readonly action?: Action;
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const drop = (id: number) => change(toasts.filter((toast) => toast.id !== id));

const show = (toast: Omit<Toast, 'id'>) => change([...toasts.slice(-2), { ...toast, id: nextId++ }]);

/** Says shortly that something is done, with one thing that can be done about it (an Undo stays longer). */
export const toast = (text: string, action?: Action): void =>
  show({ text, bad: false, milliseconds: action ? 12_000 : 4_000, ...(action ? { action } : {}) });

export const toastError = (error: unknown): void =>
  show({
    text: error instanceof Error ? error.message : String(error),
    bad: true,
    milliseconds: 9_000,
    ...(isApiError(error) ? { code: error.code } : {}),
  });

const isUndo = ({ action }: Toast): boolean => action?.label === 'Undo';

const act = (item: Toast) => {
  drop(item.id);
  item.action?.run();
};

const typedInto = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]';

/** `Ctrl+Z` takes back what the newest toast offers to undo, but where somebody types, or an editor has its own. */
const useUndoKey = () =>
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCtrlZ = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (!isCtrlZ || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typedInto)) return;
      if (document.querySelector('.lw-editor') !== null) return;
      const newest = toasts.findLast(isUndo);
      if (newest === undefined) return;
      event.preventDefault();
      act(newest);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

const ToastItem = ({ item }: { readonly item: Toast }) => {
  const [isHeld, hold] = useState(false);
  const { id, milliseconds } = item;
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => drop(id), milliseconds);
    return () => clearTimeout(timer);
  }, [id, milliseconds, isHeld]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while somebody is at it
    <div
      className={item.bad ? `${s.toast} ${s.bad}` : s.toast}
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span>
        {item.text} {item.code ? <code>{item.code}</code> : null}
      </span>
      {item.action ? (
        <button
          type="button"
          aria-keyshortcuts={isUndo(item) ? 'Control+Z' : undefined}
          onClick={() => act(item)}
        >
          {item.action.label}
          {isUndo(item) ? (
            <span aria-hidden>
              <Keys chord="Ctrl+Z" />
            </span>
          ) : null}
        </button>
      ) : null}
      <button type="button" aria-label="Dismiss" onClick={() => drop(id)}>
        ×
      </button>
    </div>
  );
};

export const Toasts = () => {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  useUndoKey();
  return (
    <div className={s.stack} role="status" aria-live="polite">
      {shown.map((item) => (
        <ToastItem key={item.id} item={item} />
      ))}
    </div>
  );
};
