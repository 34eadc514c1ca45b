import { expect, test } from 'vitest';
import type { TaskFile } from '../task-file/task-file.ts';
import { toldChanges } from './told-changes.ts';

test('an answer taken back and given again is the same answer, whatever its id', () => {
  const answered = (id: string, choice: string): TaskFile => ({
    key: 'ab',
    source: null,
    data: { text: 'a' },
    annotations: [
      {
        uid: 'a1',
        author: 'ann',
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-01T00:00:00Z',
        lead_time: 1,
        was_cancelled: false,
        ground_truth: false,
        result: [{ id, from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: [choice] } }],
      },
    ],
  });
  expect(toldChanges(answered('c1', 'sad'), answered('c2', 'sad'))).toEqual([]);
  expect(toldChanges(answered('c1', 'sad'), answered('c2', 'glad'))).toMatchObject([{ change: 'modified' }]);
});
