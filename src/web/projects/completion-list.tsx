import { useEffect, useRef } from 'react';
import type { Completion } from './complete-config.ts';
import s from './config-editor.module.css';

/** What can be completed, under the caret. The field keeps the focus and names the active one. */
export const CompletionList = ({
  id,
  items,
  active,
  left,
  top,
  onTake,
}: {
  readonly id: string;
  readonly items: readonly Completion[];
  readonly active: number;
  readonly left: number;
  readonly top: number;
  readonly onTake: (item: Completion) => void;
}) => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Completions"
      className={s.completions}
      style={{ left, top }}
    >
      {items.map((item, index) => (
        // biome-ignore lint: the field holds the focus and hears the keys
        <div
          key={item.text}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={s.completion}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(item);
          }}
        >
          <code>{item.text}</code>
          <small>{item.note}</small>
        </div>
      ))}
    </div>
  );
};
