import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import { type Completion, type Completions, completeConfig } from './complete-config.ts';
import { CompletionList } from './completion-list.tsx';
import s from './config-editor.module.css';

const lineHeight = 20;
const padding = { left: 12, top: 10 };
const gutterWidth = 45;

type Open = Completions & { readonly active: number; readonly left: number; readonly top: number };

/** The width of a letter of the field's font. */
const letterWidth = (field: HTMLTextAreaElement): number => {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 7.5;
  context.font = getComputedStyle(field).font;
  return context.measureText('0'.repeat(20)).width / 20;
};

/** Where the list stands: under the caret, inside the field. */
const placeOf = (field: HTMLTextAreaElement, from: number): { left: number; top: number } => {
  const lines = field.value.slice(0, from).split('\n');
  const column = (lines.at(-1) ?? '').replaceAll('\t', '  ').length;
  const left = gutterWidth + padding.left + column * letterWidth(field) - field.scrollLeft;
  const top = padding.top + lines.length * lineHeight - field.scrollTop;
  return { left: Math.max(gutterWidth, Math.min(left, gutterWidth + field.clientWidth - 240)), top };
};

/** Puts text in the place of a part, as typed: the browser's own undo takes it back. */
const replace = (field: HTMLTextAreaElement, from: number, to: number, text: string): void => {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, text)) field.setRangeText(text, from, to, 'end');
};

export type ConfigFieldHandle = { readonly go: (line: number, column: number) => void };

/** The source of a config with its problems in the gutter, and completion: while typing, or by Ctrl+Space. */
export const ConfigField = ({
  value,
  problems,
  fields,
  onChange,
  ref,
}: {
  readonly value: string;
  readonly problems: readonly { readonly line: number; readonly fatal: boolean }[];
  /** Names in the data, for `$field`. */
  readonly fields: readonly string[];
  readonly onChange: (config: string) => void;
  readonly ref: Ref<ConfigFieldHandle>;
}) => {
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const leaving = useRef(false);
  const [open, setOpen] = useState<Open | null>(null);

  useImperativeHandle(ref, () => ({
    go: (line, column) => {
      const before = value.split('\n').slice(0, line - 1);
      const at = before.reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
    },
  }));

  const complete = (asked: boolean) => {
    const here = field.current;
    if (!here || here.selectionStart !== here.selectionEnd) return setOpen(null);
    const found = completeConfig(here.value, here.selectionStart, fields);
    // Unasked only where a name or a value has begun: after a blank or an empty value it would stand in the way.
    const before = here.value[here.selectionStart - 1] ?? '';
    if (!found || (!asked && !/[\w<$"/]/.test(before))) return setOpen(null);
    setOpen({ ...found, active: 0, ...placeOf(here, found.from) });
  };
  const take = (item: Completion) => {
    const here = field.current;
    if (!here || !open) return;
    const isAttribute = /\s$/.test(here.value.slice(0, open.from)) && !item.text.includes('>');
    replace(here, open.from, open.to, isAttribute ? `${item.text}=""` : item.text);
    if (isAttribute) here.setSelectionRange(here.selectionStart - 1, here.selectionStart - 1);
    onChange(here.value);
    setOpen(null);
    if (isAttribute) complete(false);
  };

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.ctrlKey && event.key === ' ') {
      event.preventDefault();
      return complete(true);
    }
    if (open) {
      const item = open.items[open.active];
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        const active = (open.active + step + open.items.length) % open.items.length;
        return setOpen({ ...open, active });
      }
      if ((event.key === 'Enter' || event.key === 'Tab') && item) {
        event.preventDefault();
        return take(item);
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        return setOpen(null);
      }
    }
    // Tab indents; Escape first, then Tab leaves: said in the field's name.
    if (event.key === 'Escape') leaving.current = true;
    else if (event.key === 'Tab' && !event.shiftKey && !leaving.current) {
      event.preventDefault();
      const here = event.currentTarget;
      replace(here, here.selectionStart, here.selectionEnd, '  ');
      onChange(here.value);
    } else leaving.current = false;
  };

  return (
    <div className={s.field}>
      <div className={s.code}>
        <div className={s.gutter} ref={gutter} aria-hidden>
          {value.split('\n').map((_, index) => {
            const here = problems.filter((problem) => problem.line === index + 1);
            const bad =
              here.length === 0 ? undefined : here.some((problem) => problem.fatal) ? 'fatal' : 'minor';
            return (
              <span key={index} data-bad={bad}>
                {index + 1}
              </span>
            );
          })}
        </div>
        <textarea
          ref={field}
          aria-label="Labeling config (XML). Ctrl+Space completes. Tab indents; Escape, then Tab, leaves."
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open ? `${listId}-${open.active}` : undefined}
          spellCheck={false}
          wrap="off"
          value={value}
          aria-invalid={problems.some((problem) => problem.fatal) || undefined}
          onChange={(event) => {
            onChange(event.target.value);
            complete(false);
          }}
          onKeyDown={onKey}
          onBlur={() => setOpen(null)}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
            setOpen(null);
          }}
        />
      </div>
      {open ? (
        <CompletionList
          id={listId}
          items={open.items}
          active={open.active}
          left={open.left}
          top={open.top}
          onTake={take}
        />
      ) : null}
    </div>
  );
};
