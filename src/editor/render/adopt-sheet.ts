import type { Scope } from '../scope.ts';

const sheets = new Map<string, CSSStyleSheet>();

/** Adds a sheet to the document (or shadow root) that holds `host`, for as long as the scope lives. */
export function adoptSheet(host: Element, sheet: CSSStyleSheet, scope: Scope): void {
  const root = host.getRootNode();
  const target = root instanceof ShadowRoot ? root : document;
  target.adoptedStyleSheets.push(sheet);
  scope.add(() => {
    const at = target.adoptedStyleSheets.lastIndexOf(sheet);
    if (at >= 0) target.adoptedStyleSheets.splice(at, 1);
  });
}

/** One constructed sheet for each CSS text, made at its first use. */
export function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}
