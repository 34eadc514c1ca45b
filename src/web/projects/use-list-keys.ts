import { type RefObject, useEffect, useRef } from 'react';

type ListKeys = {
  /** `/`. */
  readonly onSearch: () => void;
  readonly onMove: () => void;
  /** `x` on the row of a task; `isRange` with Shift: from the last selected one to this. */
  readonly onSelect: (id: string, isRange: boolean) => void;
};

/** `/` goes to the search, `j` `k` and arrows move between the rows' links (`data-task`), `x` selects; Enter opens, since they are links. */
export const useListKeys = (list: RefObject<HTMLElement | null>, keys: ListKeys): void => {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isFree(event.target, list.current)) return;
      const key = event.key.toLowerCase();
      if (key === '/') {
        event.preventDefault();
        latest.current.onSearch();
      }
      if (list.current === null) return;
      const step = { arrowdown: 1, j: 1, arrowup: -1, k: -1 }[key];
      const links = [...list.current.querySelectorAll<HTMLElement>('[data-task]')];
      const at = links.findIndex((link) => link.closest('[role=listitem]')?.contains(document.activeElement));
      // arrows scroll the page until a row has the focus
      if (at < 0 && key.startsWith('arrow')) return;
      if (step !== undefined) {
        event.preventDefault();
        links[at < 0 ? 0 : at + step]?.focus();
        latest.current.onMove();
      } else if (key === 'x' && at >= 0) {
        event.preventDefault();
        latest.current.onSelect(links[at]?.dataset.task ?? '', event.shiftKey);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
};

/** Nobody types there, and no menu or dialog has the keys. */
const isFree = (target: EventTarget | null, list: HTMLElement | null): boolean => {
  if (!(target instanceof HTMLElement) || list?.contains(target)) return true;
  return target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]') === null;
};
