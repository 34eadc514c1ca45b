import { baseCss } from './base-css.ts';
import { controlCss } from './control-css.ts';
import { textCss } from './text-css.ts';

/** The editor's one sheet. */
export const editorCss = [baseCss, controlCss, textCss].join('\n');
