import type { TaskItem } from '../../shared/contract/project-tasks.ts';

/** One line that tells a task from the others: its first longer text, else its first value. */
export const taskText = (data: TaskItem['data']): string => {
  const values = Object.values(data);
  const texts = values.filter((value): value is string => typeof value === 'string');
  const text = texts.find((value) => value.length > 24) ?? texts[0];
  const shown = text ?? (values.length > 0 ? JSON.stringify(values[0]) : '');
  const inline = /^data:(\w+)/.exec(shown)?.[1];
  if (inline) return `${inline} in the task itself`;
  return shown.slice(0, 300).replace(/\s+/g, ' ').trim();
};
