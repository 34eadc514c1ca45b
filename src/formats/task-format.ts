/** Files that hold tasks as rows. */
export type TaskFormat = 'json' | 'csv';

/**
 * Which of the formats a file of tasks is in, judged by its first bytes (`head`, 4 KiB are enough) and, for CSV,
 * by its name; undefined when it is none: then the file is one task itself. JSON Lines count as `json`.
 */
export const judgeTaskFormat = (name: string, head: Uint8Array): TaskFormat | undefined => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }).trimStart();
  } catch {
    return undefined;
  }
  if (/\.(csv|tsv)$/i.test(name)) return text === '' ? undefined : 'csv';
  if (/\.(html?|xml|svg|md|txt)$/i.test(name)) return undefined;
  if (/^\{\s*("|\})/.test(text)) return 'json';
  if (/^\[\s*(\{|\])/.test(text)) return 'json';
  return undefined;
};
