import type { PageKey } from '../editor.ts';
import type { EditorCore } from '../editor-core.ts';
import { showChord } from '../keys/chord.ts';
import { type ListedKey, listedKeys } from '../keys/listed-keys.ts';
import type { Scope } from '../scope.ts';
import { element } from './element.ts';

/** The list of keys, as a dialog. */
export function openKeysDialog(
  host: HTMLElement,
  core: EditorCore,
  pageKeys: readonly PageKey[],
  scope: Scope,
): void {
  if (host.querySelector('dialog.lw-keys')) return;
  const close = element('button', { type: 'button', class: 'lw-icon-button', 'aria-label': 'Close' }, '×');
  const dialog = element(
    'dialog',
    { class: 'lw-keys', 'aria-label': 'List of keys' },
    element('header', {}, element('h2', {}, 'Keys'), close),
    element(
      'div',
      { class: 'lw-keys-groups' },
      ...listedKeys(core, pageKeys).map(({ name, commands }) =>
        element('section', {}, element('h3', {}, name), element('dl', {}, ...commands.flatMap(keyRow))),
      ),
    ),
  );
  scope.listen(close, 'click', () => dialog.close());
  scope.listen(dialog, 'click', (event) => event.target === dialog && dialog.close());
  scope.listen(dialog, 'close', () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
}

const keyRow = ({ title, chords }: ListedKey): HTMLElement[] => [
  element('dt', {}, title),
  element('dd', {}, ...chords.map((chord) => element('kbd', { class: 'lw-key' }, showChord(chord)))),
];
