import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { type Block, type Inline, parseMarkdown, safeHref } from './markdown-tree.ts';
import s from './rich-text.module.css';

const inline = (nodes: readonly Inline[]): ReactNode =>
  nodes.map((node, index) => {
    switch (node.type) {
      case 'text':
        return <Fragment key={index}>{node.text}</Fragment>;
      case 'code':
        return <code key={index}>{node.text}</code>;
      case 'strong':
        return <strong key={index}>{inline(node.children)}</strong>;
      case 'em':
        return <em key={index}>{inline(node.children)}</em>;
      case 'link':
        return (
          <a key={index} href={node.href} target="_blank" rel="noopener noreferrer">
            {inline(node.children)}
          </a>
        );
    }
  });

const blocks = (nodes: readonly Block[]): ReactNode =>
  nodes.map((node, index) => {
    switch (node.type) {
      case 'heading':
        return <h3 key={index}>{inline(node.children)}</h3>;
      case 'paragraph':
        return <p key={index}>{inline(node.children)}</p>;
      case 'quote':
        return <blockquote key={index}>{blocks(node.children)}</blockquote>;
      case 'code':
        return <pre key={index}>{node.text}</pre>;
      case 'rule':
        return <hr key={index} />;
      case 'list':
        return createElement(
          node.ordered ? 'ol' : 'ul',
          { key: index },
          node.items.map((item, at) => <li key={at}>{inline(item)}</li>),
        );
    }
  });

/** Tags of HTML that may be shown; all others give their text only, and no attribute but a safe link's survives. */
const shownTags: Readonly<Record<string, string>> = {
  h1: 'h3',
  h2: 'h3',
  h3: 'h3',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
  p: 'p',
  div: 'div',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'u',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  br: 'br',
  hr: 'hr',
  span: 'span',
  sub: 'sub',
  sup: 'sup',
  table: 'table',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
};
const silentTags = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'noscript',
  'title',
]);

const fromHtml = (node: Node, key: number): ReactNode => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.localName;
  if (silentTags.has(tag)) return null;
  const children = [...node.childNodes].map(fromHtml);
  const href = tag === 'a' ? node.getAttribute('href') : null;
  if (href && safeHref(href)) {
    return (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  const shown = shownTags[tag];
  if (shown === 'br' || shown === 'hr') return createElement(shown, { key });
  return shown ? createElement(shown, { key }, ...children) : <Fragment key={key}>{children}</Fragment>;
};

const looksLikeHtml = (text: string): boolean => /^\s*<(?!https?:)[a-z][^>]*>/i.test(text);

/** Text of users as Markdown, or as HTML with an allow-list of tags: made into nodes, never set as markup. */
export const RichText = ({ text }: { readonly text: string }) => {
  const shown = useMemo(
    () =>
      looksLikeHtml(text)
        ? [...new DOMParser().parseFromString(text, 'text/html').body.childNodes].map(fromHtml)
        : blocks(parseMarkdown(text)),
    [text],
  );
  return <div className={s.text}>{shown}</div>;
};
