import type { EditorCore } from '../editor-core.ts';
import { showChord } from '../keys/chord.ts';
import type { Scope } from '../scope.ts';
import { element } from './element.ts';

/** The list of keys: every command that has one and can be used in this config. */
export function openKeysDialog(host: HTMLElement, core: EditorCore, scope: Scope): void {
  if (host.querySelector('dialog.lw-keys')) return;
  const groups = new Map<string, HTMLElement[]>();
  for (const view of core.commandViews.peek()) {
    if (view.chords.length === 0) continue;
    const keys = view.chords.map((chord) => element('kbd', { class: 'lw-key' }, showChord(chord)));
    const list = groups.get(view.group) ?? [];
    list.push(element('dt', {}, view.title), element('dd', {}, ...keys));
    groups.set(view.group, list);
  }
  const close = element('button', { type: 'button', class: 'lw-icon-button', 'aria-label': 'Close' }, '×');
  const dialog = element(
    'dialog',
    { class: 'lw-keys', 'aria-label': 'List of keys' },
    element('header', {}, element('h2', {}, 'Keys'), close),
    element(
      'div',
      { class: 'lw-keys-groups' },
      ...[...groups].map(([name, rows]) =>
        element('section', {}, element('h3', {}, name), element('dl', {}, ...rows)),
      ),
    ),
  );
  scope.listen(close, 'click', () => dialog.close());
  scope.listen(dialog, 'click', (event) => event.target === dialog && dialog.close());
  scope.listen(dialog, 'close', () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
}
