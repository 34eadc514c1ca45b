import { useSyncExternalStore } from 'react';
import { isApiError } from '../api.ts';
import s from './toast.module.css';

type Toast = {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
  readonly code?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const drop = (id: number) => change(toasts.filter((toast) => toast.id !== id));

const show = (toast: Omit<Toast, 'id'>, milliseconds: number) => {
  const id = nextId++;
  change([...toasts.slice(-2), { ...toast, id }]);
  setTimeout(() => drop(id), milliseconds);
};

/** Says shortly that something is done, with one thing that can be done about it (an Undo stays longer). */
export const toast = (text: string, action?: Toast['action']): void =>
  show({ text, bad: false, ...(action ? { action } : {}) }, action ? 12_000 : 4_000);

export const toastError = (error: unknown): void =>
  show(
    {
      text: error instanceof Error ? error.message : String(error),
      bad: true,
      ...(isApiError(error) ? { code: error.code } : {}),
    },
    9_000,
  );

export const Toasts = () => {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={s.stack} role="status" aria-live="polite">
      {shown.map((item) => (
        <div className={item.bad ? `${s.toast} ${s.bad}` : s.toast} key={item.id}>
          <span>
            {item.text} {item.code ? <code>{item.code}</code> : null}
          </span>
          {item.action ? (
            <button
              type="button"
              onClick={() => {
                drop(item.id);
                item.action?.run();
              }}
            >
              {item.action.label}
            </button>
          ) : null}
          <button type="button" aria-label="Dismiss" onClick={() => drop(item.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
};
