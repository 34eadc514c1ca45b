import type { TaskItem } from '../../shared/contract/project-tasks.ts';

const mediaName =
  /\.(png|jpe?g|gif|webp|bmp|avif|svg|tiff?|mp3|wav|ogg|flac|m4a|mp4|webm|mov|pdf|txt|md|html?)$/i;

/** The name of the file that a task's data point to; null where they hold what is labeled themselves. */
export const mediaNameOf = (data: TaskItem['data']): string | null => {
  for (const value of Object.values(data)) {
    if (typeof value !== 'string' || value.startsWith('data:') || /\n/.test(value)) continue;
    const name = value.split(/[?#]/, 1)[0]?.split('/').findLast(Boolean) ?? '';
    if (mediaName.test(name) && (value.includes('/') || !/\s/.test(value))) return decoded(name);
  }
  return null;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
