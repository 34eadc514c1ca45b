import type { Operation } from '../../../shared/contract/op.ts';
import { rightsText } from './openapi.ts';

/** The page at /docs/api: every operation with who may call it. No scripts. */
export const docsPage = (operations: readonly Operation[], name: string): string => {
  const groups = groupByTag(operations);
  const sections = [...groups].map(([tag, members]) => section(tag, members));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of ${escapeHtml(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>API of ${escapeHtml(name)}</h1>
<p>Machine-readable: <a href="/docs/api/openapi.json">openapi.json</a>; the part that Label Studio’s clients
use: <a href="/docs/api/schema/json/">schema/json</a>. Send <code>Authorization: Token &lt;token&gt;</code>.
Errors are JSON: <code>{"code", "detail"}</code>.</p>
<nav>${[...groups.keys()].map((tag) => `<a href="#${slug(tag)}">${escapeHtml(tag)}</a>`).join(' · ')}</nav>
${sections.join('\n')}
</main>
</body>
</html>
`;
};

const groupByTag = (operations: readonly Operation[]): Map<string, Operation[]> => {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    groups.set(operation.tag, [...(groups.get(operation.tag) ?? []), operation]);
  }
  return groups;
};

const section = (tag: string, operations: readonly Operation[]): string => `<section id="${slug(tag)}">
<h2>${escapeHtml(tag)}</h2>
<dl>
${operations.map(entry).join('\n')}
</dl>
</section>`;

const entry = ({ method, path, doc, rights }: Operation): string =>
  `<dt><b>${method}</b> <code>${escapeHtml(path)}</code></dt>
<dd>${escapeHtml(doc)} <small>${escapeHtml(rightsText(rights))}</small></dd>`;

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:60rem;margin:0 auto;padding:2rem 1rem}
dt{margin-top:1rem}dt b{display:inline-block;min-width:4.5rem;font-size:.8rem}
dd{margin:.2rem 0 0 4.5rem}small{opacity:.7;display:block}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}nav{position:sticky;top:0;padding:.5rem 0;background:Canvas}`;
