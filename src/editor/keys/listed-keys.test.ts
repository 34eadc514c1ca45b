import { expect, test } from 'vitest';
import { createDriver } from '../editor-driver.ts';
import { listedKeys } from './listed-keys.ts';

const choices = '<Choices name="kind" toName="text"><Choice value="spam"/><Choice value="ham"/></Choices>';
const groupsOf = (inner: string, results: object[] = []) => {
  const config = `<View><Text name="text" value="$text"/>${inner}</View>`;
  const { core } = createDriver(config, { text: 'hello' }, { results: results as never });
  return listedKeys(core).map(({ name }) => name);
};

test('what one answers with comes first; of regions nothing where there can be none', () => {
  expect(groupsOf(choices)).toEqual(['Choices', 'Task', 'Help']);
  expect(groupsOf(`<Labels name="who" toName="text"><Label value="Person"/></Labels>${choices}`)).toEqual([
    'Choices',
    'Labels',
    'Task',
    'Regions',
    'Help',
  ]);
});

test('what the page hears is listed with the task', () => {
  const { core } = createDriver(`<View><Text name="text" value="$text"/>${choices}</View>`, {
    text: 'hello',
  });
  const listed = listedKeys(core, [{ title: 'Accept', chord: 'alt+y' }]);
  const titles = listed.find(({ name }) => name === 'Task')?.commands.map(({ title }) => title);
  expect(titles).toContain('Undo');
  expect(titles?.at(-1)).toBe('Accept');
});

test('regions that came in are worked with, though the config makes none', () => {
  const value = { start: 0, end: 5, text: 'hello', labels: ['Person'] };
  const span = { id: 'a', from_name: 'who', to_name: 'text', type: 'labels', value };
  expect(groupsOf(choices, [span])).toContain('Regions');
});
