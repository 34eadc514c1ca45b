import { baseCss } from './base-css.ts';
import { controlCss } from './control-css.ts';
import { imageCss } from './image-css.ts';
import { textCss } from './text-css.ts';

/** The editor's one sheet. */
export const editorCss = [baseCss, controlCss, textCss, imageCss].join('\n');
