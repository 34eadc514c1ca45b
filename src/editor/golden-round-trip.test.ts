import { expect, test } from 'vitest';
import { golden } from '../labels/fixtures/golden-results.ts';
import { createDriver } from './editor-driver.ts';

test.each(golden)(
  '$name: loaded and submitted untouched, it is the same JSON; selecting and undo change nothing',
  (given) => {
    const editor = createDriver(given.config, { text: 'some text' }, { results: given.results });
    for (const region of editor.core.regions.all.peek()) {
      editor.core.edit.select([region.id]);
      editor.press('Delete', 'Ctrl+Z');
    }
    expect(editor.results()).toEqual(given.results);
    expect(editor.results().every((result, index) => result === given.results[index])).toBe(true);
    editor.press('Ctrl+Enter');
    expect(JSON.stringify(editor.submitted[0])).toBe(JSON.stringify(given.results));
  },
);
