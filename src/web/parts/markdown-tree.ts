export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'rule' };

/** True for an address that a link may lead to. */
export const safeHref = (href: string): boolean => /^(https?:\/\/|mailto:|\/(?![/\\]))/i.test(href.trim());

const inlinePattern =
  /`([^`]+)`|\*\*(?=\S)(.+?)\*\*|__(?=\S)(.+?)__|\*(?=\S)([^*]+)\*|(?<![A-Za-z0-9])_(?=\S)([^_]+)_(?![A-Za-z0-9])|\[([^\]]+)\]\(([^()\s]+)\)/;

const parseInline = (text: string): Inline[] => {
  const found = inlinePattern.exec(text);
  if (!found) return text ? [{ type: 'text', text }] : [];
  const [whole, code, strong, strong2, em, em2, label, href] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + whole.length);
  const made: Inline =
    code !== undefined
      ? { type: 'code', text: code }
      : (strong ?? strong2) !== undefined
        ? { type: 'strong', children: parseInline((strong ?? strong2) as string) }
        : (em ?? em2) !== undefined
          ? { type: 'em', children: parseInline((em ?? em2) as string) }
          : safeHref(href as string)
            ? { type: 'link', href: href as string, children: parseInline(label as string) }
            : { type: 'text', text: whole };
  return [...(before ? [{ type: 'text', text: before } as const] : []), made, ...parseInline(after)];
};

const bullet = /^\s*[-*+]\s+(.*)$/;
const numbered = /^\s*\d+[.)]\s+(.*)$/;
const starts = (line: string): boolean =>
  /^(#{1,6}\s|>|```|\s*[-*+]\s+|\s*\d+[.)]\s+|(-{3,}|\*{3,})\s*$)/.test(line) || line.trim() === '';

/**
 * A subset of Markdown as a tree: headings, paragraphs, lists of one level, quotes, code, emphasis, links. Markup of
 * HTML stays text. What is made is data; nothing here can run.
 */
export const parseMarkdown = (source: string): readonly Block[] => {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    while (at < lines.length && test(lines[at] as string)) taken.push(lines[at++] as string);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] as string;
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') at++;
    else if (heading) {
      at++;
      blocks.push({
        type: 'heading',
        level: heading[1]?.length ?? 1,
        children: parseInline(heading[2] ?? ''),
      });
    } else if (line.startsWith('```')) {
      at++;
      const code = takeWhile((next) => !next.startsWith('```'));
      at++;
      blocks.push({ type: 'code', text: code.join('\n') });
    } else if (/^(-{3,}|\*{3,})\s*$/.test(line)) {
      at++;
      blocks.push({ type: 'rule' });
    } else if (line.startsWith('>')) {
      const quoted = takeWhile((next) => next.startsWith('>')).map((next) => next.replace(/^>\s?/, ''));
      blocks.push({ type: 'quote', children: parseMarkdown(quoted.join('\n')) });
    } else if (bullet.test(line) || numbered.test(line)) {
      const pattern = bullet.test(line) ? bullet : numbered;
      const items = takeWhile((next) => pattern.test(next)).map((next) =>
        parseInline(pattern.exec(next)?.[1] ?? ''),
      );
      blocks.push({ type: 'list', ordered: pattern === numbered, items });
    } else {
      at++;
      const rest = takeWhile((next) => !starts(next));
      blocks.push({ type: 'paragraph', children: parseInline([line, ...rest].join('\n')) });
    }
  }
  return blocks;
};
