import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { makeProject } from './make-project.ts';

/* Classes are renamed and removed while somebody labels: what is unfinished and what is suggested goes along. */

const config = `<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Glad"/><Choice value="Sad"/><Choice value="Odd"/></Choices>
  <Choices name="tags" toName="text" choice="multiple"><Choice value="Short"/><Choice value="Old"/></Choices>
  <Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
</View>`;
const chosen = (choice: string) => [
  { id: 'c', from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: [choice] } },
];

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let id = '';
let tasks: string[] = [];
const open = (task: string | undefined) => page.goto(`${server.url}/projects/${id}/label?task=${task}`);
const shot = async (name: string) => {
  const folder = process.env['LABELWRIGHT_SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
  const items = ['one', 'two', 'three'].map((text) => ({
    data: { text: `Ann has ${text}` },
    predictions: [{ result: chosen(text === 'three' ? 'Odd' : 'Glad'), model_version: 'm1' }],
  }));
  ({ id, tasks } = await makeProject(client, { title: 'Moods in change', config }, items));
});
afterAll(() => journey?.end());

describe.skipIf(!hasChromium)('a config changes while people label', () => {
  test('the one who labels goes on with the new names, and nothing is lost', async () => {
    await open(tasks[0]);
    await page.getByRole('radio', { name: 'Odd' }).click();
    await client.projects.changeConfig({
      params: { id },
      body: {
        config: config.replace('"Sad"', '"Gloomy"').replace('"Glad"', '"Merry"'),
        mapping: [
          { type: 'rename', control: 'mood', from: 'Sad', to: 'Gloomy' },
          { type: 'rename', control: 'mood', from: 'Glad', to: 'Merry' },
        ],
      },
    });
    await page.getByRole('radio', { name: 'Sad' }).click();
    await page.getByText('The labeling config was changed').waitFor();
    expect(await page.getByRole('radio', { name: 'Gloomy' }).isChecked()).toBe(true);
    await page.locator('.lw-choice', { hasText: 'Merry' }).getByText('suggested').waitFor();
    await shot('config-changed');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(`#${tasks[1]}`).waitFor();
    const { annotations } = await client.projects.getTask({ params: { id, task: tasks[0] ?? '' } });
    expect(annotations[0]?.result).toMatchObject([{ value: { choices: ['Gloomy'] } }]);
  });

  test('what a removed class leaves of a suggestion and of a draft is named', async () => {
    await client.projects.saveDraft({
      params: { id, task: tasks[1] ?? '' },
      body: {
        result: [
          ...chosen('Odd'),
          {
            id: 't',
            from_name: 'tags',
            to_name: 'text',
            type: 'choices',
            value: { choices: ['Short', 'Old'] },
          },
        ],
      },
    });
    await page.goto(`${server.url}/projects/${id}/settings`);
    const editor = page.getByRole('textbox', { name: 'Labeling config' });
    await editor.fill(
      (await editor.inputValue()).replace('<Choice value="Odd"/>', '').replace('<Choice value="Old"/>', ''),
    );
    await page.getByRole('button', { name: 'Save config…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 suggestion no longer fits, and stays for an undo.').waitFor();
    await dialog.getByText('2 unfinished results no longer fit, and stay for an undo.').waitFor();
    await shot('config-dialog');
    await dialog.getByRole('button', { name: 'Save config' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await open(tasks[2]);
    await page.getByText('has no place for all of the suggestion: mood has no label "Odd"').waitFor();
    await shot('config-suggestion');
    await open(tasks[1]);
    await page
      .getByText('has no place for all of your draft: mood has no label "Odd", tags has no label "Old"')
      .waitFor();
    await shot('config-draft');
    await page.getByRole('radio', { name: 'Merry' }).click();
    await page.getByRole('checkbox', { name: 'Old not in the config' }).click();
    expect(await page.getByText('not in the config').count()).toBe(0);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(`#${tasks[2]}`).waitFor();
    const { annotations } = await client.projects.getTask({ params: { id, task: tasks[1] ?? '' } });
    expect(annotations[0]?.result).toMatchObject([
      { value: { choices: ['Merry'] } },
      { value: { choices: ['Short'] } },
    ]);
  });
});
