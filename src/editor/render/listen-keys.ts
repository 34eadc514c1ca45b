import type { EditorCore } from '../editor-core.ts';
import { chordOf } from '../keys/chord.ts';
import { commandFor, type KeyPlace } from '../keys/run-chord.ts';
import type { Scope } from '../scope.ts';

const fieldTypes = /^(text|search|email|url|tel|password|number|date|time|month|week|datetime-local)$/;

const isField = (target: Element | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && fieldTypes.test(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

/** Hears keys on the page (or in the editor) and runs commands; keys in dialogs and menus are left alone. */
export function listenKeys(
  host: HTMLElement,
  source: 'page' | 'editor',
  core: EditorCore,
  scope: Scope,
): void {
  // Tab goes through the regions of an object, however many: after Escape it leads out instead.
  let before = '';
  scope.listen(host, 'focusin', () => {
    before = '';
  });
  scope.listen(source === 'page' ? document : host, 'keydown', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const leads = event.key === 'Tab' && before === 'Escape' && Boolean(target?.closest('[data-object]'));
    if (event.key !== 'Shift') before = event.key;
    if (event.defaultPrevented || event.isComposing || leads) return;
    if (target?.closest('dialog, [role="dialog"], [role="alertdialog"], [role="menu"]')) return;
    const nowhere = target === null || target === document.body || target === document.documentElement;
    const place: KeyPlace = {
      inField: isField(target),
      onObject:
        nowhere || target.closest('[data-object]') !== null || target.closest('[role="listbox"]') !== null,
    };
    // Esc leads out of a field, back to what is labeled; what was written is handed in by the leaving.
    if (place.inField && event.key === 'Escape' && target && host.contains(target)) {
      const object = host.querySelector<HTMLElement>('[data-object]');
      if (object) object.focus({ preventScroll: true });
      else (target as HTMLElement).blur();
      event.preventDefault();
      return;
    }
    const command = commandFor(core, chordOf(event), place);
    if (!command) return;
    event.preventDefault();
    command.run();
  });
}
