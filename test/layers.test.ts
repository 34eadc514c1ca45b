import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The table of docs/architecture.md: what each layer may import, of the others and of packages. */
type Layer = {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
  /** May use Node itself. */
  readonly node?: boolean;
};

const store = ['db', 'shared'];
const below = ['versions', ...store];
const layers: Readonly<Record<string, Layer>> = {
  shared: { layers: [], packages: ['zod'] },
  labels: { layers: ['shared'], packages: ['saxes'] },
  formats: { layers: ['labels', 'shared'], packages: ['csv-parse', 'saxes', 'tar-stream'], node: true },
  db: { layers: ['shared'], packages: ['kysely', 'better-sqlite3', 'libsql'], node: true },
  versions: { layers: store, packages: ['kysely'], node: true },
  pipelines: { layers: below, packages: ['kysely'], node: true },
  learning: { layers: ['pipelines', 'formats', 'labels', ...below], packages: ['kysely'], node: true },
  server: {
    layers: ['learning', 'pipelines', 'formats', 'labels', ...below],
    packages: ['jose', 'kysely', 'pino', 'saxes', 'tar-stream', 'zod'],
    node: true,
  },
  client: { layers: ['shared'], packages: [] },
  editor: { layers: ['labels', 'shared'], packages: ['flatbush'] },
  web: {
    layers: ['editor', 'client', 'labels', 'shared'],
    packages: [
      'react',
      'react-dom',
      '@tanstack/react-router',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      '@base-ui/react',
      'lucide-react',
    ],
  },
  cli: { layers: ['client', 'formats', 'shared'], packages: ['commander', 'tar-stream'], node: true },
};

const source = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));
// tests and what only they import see more than their layer
const isTest = (file: string): boolean =>
  /\.(test|suite)\.tsx?$|(^|\/)fixtures\/|(^|\/)test-[\w-]+\.ts$|-test-[\w-]+\.ts$/.test(file);
const product = files.filter(({ file }) => !isTest(file));

type Import = { readonly from: string; readonly typeOnly: boolean };
/** Every module that a text names: import, export … from, import(), new URL(…, import.meta.url) excepted. */
const importsOf = (text: string): readonly Import[] => {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const match of code.matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[\w*{][^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  )) {
    found.push({ from: match[2] ?? '', typeOnly: match[1] !== undefined });
  }
  for (const match of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    found.push({ from: match[1] ?? '', typeOnly: false });
  }
  return found;
};

const problemOf = (file: string, { from }: Import): string | null => {
  const layer = file.split('/')[0] ?? '';
  const rule = layers[layer];
  if (!rule) return 'the folder is no layer';
  if (from.startsWith('.')) {
    const target = relative(source, resolve(source, dirname(file), from));
    const other = target.split('/')[0] ?? '';
    if (target.startsWith('..')) return `${from} lies outside src`;
    // assets of the page have endings of their own
    if (!/\.(tsx?|css|svg|png|json)(\?\w+)?$/.test(from)) return `${from} has no ending`;
    return other === layer || rule.layers.includes(other) ? null : `${layer} may not import ${other}`;
  }
  if (from.startsWith('node:')) return rule.node ? null : `${layer} may not import Node`;
  const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? '');
  return rule.packages.includes(name) ? null : `${layer} may not import the package ${name}`;
};

/** Each import that closes a circle, as the way around it; imports of types count too. */
const circlesOf = (graph: ReadonlyMap<string, readonly string[]>): string[] => {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [[...way.slice(way.indexOf(file)), file].join(' > ')];
    if (done.has(file)) return [];
    const found = (graph.get(file) ?? []).flatMap((next) => visit(next, [...way, file]));
    done.add(file);
    return found;
  };
  return [...graph.keys()].flatMap((file) => visit(file, []));
};

describe('layers', () => {
  test('the check sees imports of every form', () => {
    const text = [
      `import a from 'a';`,
      `import type { B } from 'b';`,
      `import {\n  c,\n} from 'c';`,
      `export { d } from 'd';`,
      `export * from 'e';`,
      `import 'f';`,
      `const g = await import('g');`,
      `// import h from 'h';`,
    ].join('\n');
    expect(importsOf(text).map(({ from }) => from)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(problemOf('shared/x.ts', { from: '../server/y.ts', typeOnly: true })).toContain(
      'may not import server',
    );
    expect(problemOf('labels/x.ts', { from: 'node:fs', typeOnly: false })).toContain('Node');
    expect(problemOf('web/x.tsx', { from: 'zod', typeOnly: false })).toContain('package zod');
    expect(files.length).toBeGreaterThan(100);
  });

  test('imports point down only, to packages that the layer may use', () => {
    const problems = product.flatMap(({ file, text }) =>
      importsOf(text).flatMap((found) => {
        const problem = problemOf(file, found);
        return problem === null ? [] : [`${file}: ${problem}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  test('no files import one another in a circle', () => {
    const graph = product.map(({ file, text }): [string, string[]] => [
      file,
      importsOf(text).flatMap(({ from }) =>
        from.startsWith('.') ? [relative(source, resolve(source, dirname(file), from))] : [],
      ),
    ]);
    expect(circlesOf(new Map(graph))).toEqual([]);
    const tie = new Map([
      ['a', ['b']],
      ['b', ['c', 'a']],
      ['c', []],
    ]);
    expect(circlesOf(tie)).toEqual(['a > b > a']);
  });

  test('the page and the client import nothing of the contract but types', () => {
    const problems = product
      .filter(({ file }) => /^(web|client|editor)\//.test(file))
      .flatMap(({ file, text }) =>
        importsOf(text)
          .filter(({ from, typeOnly }) => from.includes('shared/contract/') && !typeOnly)
          // roles are plain data, without schemas
          .filter(({ from }) => !from.endsWith('/op.ts'))
          .map(({ from }) => `${file}: ${from} brings its schemas into the browser`),
      );
    expect(problems).toEqual([]);
  });

  test('no default exports, no barrels, no utils; kebab-case; at most 400 lines', () => {
    const problems = files.flatMap(({ file, text }) => {
      const name = file.split('/').at(-1) ?? '';
      const lines = text.split('\n').length - 1;
      const statements = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('//'));
      return [
        /^export default /m.test(text) && 'has a default export',
        /^(index|utils?|helpers?|common|misc)\.tsx?$/.test(name) && 'is named for nothing',
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|suite|browser|d))?\.tsx?$/.test(name) && 'is not in kebab-case',
        lines > 400 && `has ${lines} lines`,
        statements.length > 0 &&
          statements.every((line) => /^export (\*|type \{|\{).* from /.test(line)) &&
          'is a barrel',
      ].flatMap((problem) => (problem ? [`${file}: ${problem}`] : []));
    });
    expect(problems).toEqual([]);
  });
});
