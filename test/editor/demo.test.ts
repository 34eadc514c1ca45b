import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, hasChromium } from './editor-page.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe.skipIf(!hasChromium)('the editor alone, as others embed it', () => {
  let browser: Browser;
  let folder: string;
  let module: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lw-editor-'));
    module = join(folder, 'labelwright-editor.js');
    const script: string = new URL('../../scripts/build.mjs', import.meta.url).href;
    const { buildEditor } = (await import(/* @vite-ignore */ script)) as {
      buildEditor(outfile: string): Promise<void>;
    };
    await buildEditor(module);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--headless'] });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  test('package.json names the module; it is small', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, unknown>;
    };
    expect(exports['./editor']).toEqual({
      types: './dist/editor/labelwright-editor.d.ts',
      default: './dist/editor/labelwright-editor.js',
    });
    expect(gzipSync(readFileSync(module)).length).toBeLessThan(120_000);
  });

  test('its types tell a right use from a wrong one', () => {
    const check = (code: string) => {
      const file = join(folder, 'use.ts');
      writeFileSync(file, `import { mountEditor, mountRegionList } from './labelwright-editor.js';\n${code}`);
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const options = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023,dom'];
      const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
      return spawnSync(process.execPath, [tsc, ...options, ...modules, '--ignoreConfig', file], {
        encoding: 'utf8',
        cwd: folder,
      }).stdout;
    };
    const use = (config: string) =>
      `const editor = mountEditor(document.body, { config: ${config}, task: { data: { text: 'x' } },
        callbacks: { onSkip: (reason) => reason?.trim() } });
      mountRegionList(document.body, editor);`;
    expect(check(use("'<View/>'"))).toBe('');
    expect(check(use('7'))).toContain("'number' is not assignable to type 'string'");
  });

  test('the demo page mounts it, draws with it, and gets what was drawn', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.route('http://demo.invalid/**', (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/dist/editor/labelwright-editor.js') return route.fulfill({ path: module });
      if (path === '/docs/editor-demo/index.html') return route.fulfill({ path: join(root, path) });
      return route.fulfill({ status: 404, body: '' });
    });
    await page.goto('http://demo.invalid/docs/editor-demo/index.html');
    await page.locator('.lw-stage:not([aria-busy])').waitFor();
    await page.getByRole('button', { name: /Round/ }).click();
    const stage = await page.locator('.lw-stage').boundingBox();
    if (!stage) throw new Error('no stage');
    await page.mouse.move(stage.x + stage.width * 0.3, stage.y + stage.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(stage.x + stage.width * 0.45, stage.y + stage.height * 0.6, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('option', { name: /Round/ }).waitFor();
    await page.getByRole('button', { name: 'Submit' }).click();
    const got = await page.locator('#got').innerText();
    expect(got).toMatch(/^onSubmit/);
    expect(JSON.parse(got.slice('onSubmit'.length))).toMatchObject([
      { type: 'rectanglelabels', original_width: 800, value: { rectanglelabels: ['Round'] } },
    ]);
    await page.getByRole('button', { name: 'Another task' }).click();
    await expect.poll(() => page.getByRole('option').count()).toBe(0);
    expect(thrown).toEqual([]);
    await page.close();
  });
});
