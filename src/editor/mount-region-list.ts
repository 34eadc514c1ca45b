import type { Editor } from './editor.ts';
import { adoptSheet, sheetOf } from './render/adopt-sheet.ts';
import { mountRegions } from './region-list/region-list.ts';
import { createScope } from './scope.ts';
import { baseCss } from './styles/base-css.ts';
import { controlCss } from './styles/control-css.ts';
import { regionListCss, relationListCss } from './styles/region-list-css.ts';

/** Shows the editor's regions as a listbox named "Regions", in any element of the page. Ends with the editor. */
export function mountRegionList(host: HTMLElement, editor: Editor): { destroy(): void } {
  const scope = createScope();
  for (const css of [baseCss, controlCss, regionListCss, relationListCss])
    adoptSheet(host, sheetOf(css), scope);
  scope.add(
    editor.follow((core, task) => {
      const shown = scope.child();
      task.add(() => shown.dispose());
      mountRegions(host, core, shown);
    }),
  );
  return { destroy: () => scope.dispose() };
}
