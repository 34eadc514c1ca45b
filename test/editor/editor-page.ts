import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Editor, EditorOptions } from '../../src/editor/editor.ts';

export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** Absent, the browser's tests are skipped by name; where everything must run (CI) they fail. */
export const hasChromium = existsSync(chromiumPath) || process.env['CI'] === 'true';

type MountOptions = Pick<EditorOptions, 'config' | 'task' | 'annotation' | 'readOnly' | 'submitted'>;

declare global {
  interface Window {
    mountForTest(options: unknown): void;
    editor: Editor;
    submitted: unknown[];
    changes: number;
  }
}

const bundle = async (): Promise<string> => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const built = await build({
    stdin: {
      contents: `
        import { mountEditor } from './src/editor/mount-editor.ts';
        import { mountRegionList } from './src/editor/mount-region-list.ts';
        let list;
        window.mountForTest = (options) => {
          window.editor?.destroy();
          list?.destroy();
          window.submitted = [];
          window.changes = 0;
          window.editor = mountEditor(document.querySelector('#stage'), {
            ...options,
            callbacks: {
              onSubmit: (results) => window.submitted.push(results),
              onUpdate: (results) => window.submitted.push(results),
              onSkip: () => window.submitted.push('skip'),
              onChange: () => { window.changes++; },
            },
          });
          list = mountRegionList(document.querySelector('#side'), window.editor);
        };`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    write: false,
    target: 'es2023',
  });
  return built.outputFiles[0]?.text ?? '';
};

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Editor</title><style>
  :root { color-scheme: light dark; }
  body { margin: 0; display: grid; grid-template-columns: minmax(0, 1fr) 300px; height: 100vh; background: light-dark(#f7f7f5, #121315); }
  #stage { padding: 16px 20px; overflow: auto; }
  #side { border-left: 1px solid light-dark(#dfdfda, #2e3136); padding: 8px; min-height: 0; }
</style><body><main id="stage"></main><aside id="side"></aside></body></html>`;

export interface EditorPage {
  readonly page: Page;
  mount(options: MountOptions): Promise<void>;
  results(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A browser page with the editor and its region list, built from the source as it is. */
export async function openEditorPage(options: { colorScheme?: 'light' | 'dark' } = {}): Promise<EditorPage> {
  const script = await bundle();
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--headless'],
  });
  const page = await browser.newPage({
    viewport: { width: 1200, height: 760 },
    colorScheme: options.colorScheme ?? 'light',
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent(html);
  await page.addScriptTag({ content: script });
  return {
    page,
    mount: (mountOptions) =>
      page.evaluate(
        (given) => window.mountForTest(JSON.parse(given) as MountOptions),
        JSON.stringify(mountOptions),
      ),
    results: () => page.evaluate(() => window.editor.results() as unknown as Record<string, unknown>[]),
    close: () => browser.close(),
  };
}
