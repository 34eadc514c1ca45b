import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';
import { makeProject } from './make-project.ts';
import { signUp } from './sign-in.ts';

/*
 * What happens to labels after they are made, in a real browser: reviewed, commented, blamed, merged, reverted,
 * learned from, renamed, filtered, exported. The steps build on each other.
 */

const config = `<View>
  <Labels name="who" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text" choice="single">
    <Choice value="glad" hotkey="g"/>
    <Choice value="sad" hotkey="d"/>
    <Choice value="calm" hotkey="c"/>
  </Choices>
</View>`;
const texts = Array.from({ length: 40 }, (_, index) =>
  index % 2 === 0
    ? `Ada is happy: a wonderful, lovely, sunny day number ${index}`
    : `Ada weeps: an awful, dreadful, rainy day number ${index}`,
);
const mood = (index: number) => (index % 2 === 0 ? 'glad' : 'sad');

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let bea: Page;
let id = '';
let tasks: string[] = [];
const taskOf = (task: string) => client.projects.getTask({ params: { id, task } });
const answer = (task: string, choice: string) => ({
  id: `m${task}`,
  from_name: 'mood',
  to_name: 'text',
  type: 'choices',
  value: { choices: [choice] },
});
const ada = (task: string) => ({
  id: `a${task}`,
  from_name: 'who',
  to_name: 'text',
  type: 'labels',
  value: { start: 0, end: 3, text: 'Ada', labels: ['Person'] },
});
const choiceOf = async (task: string): Promise<unknown> => {
  const { annotations } = await taskOf(task);
  const results = annotations[0]?.result as { type: string; value: { choices?: string[] } }[] | undefined;
  return results?.find((result) => result.type === 'choices')?.value.choices;
};

beforeAll(async () => {
  if (!hasChromium) return;
  journey = await beginJourney();
  ({ client, page, server } = journey);
  const days = texts.map((text) => ({ text }));
  ({ id, tasks } = await makeProject(client, { title: 'Moods of days', config }, days));
  const { link } = await client.accounts.invite({ body: { role: 'annotator', projectId: id } });
  bea = await journey.person();
  await signUp(bea, server, { link, email: 'bea@example.org' });
}, 60_000);
afterAll(() => journey?.end());

describe.skipIf(!hasChromium)('labels, after they are made', { timeout: 60_000 }, () => {
  test('a reviewer accepts and rejects by keys; the author sees why, and mends it', async () => {
    await bea.goto(`${server.url}/projects/${id}/label`);
    for (const left of [39, 38]) {
      await bea.getByRole('radio', { name: /^glad/ }).waitFor();
      await bea.keyboard.press('g');
      await bea.getByRole('button', { name: 'Submit' }).click();
      await bea.getByText(`${left} open`).waitFor();
    }
    await page.goto(`${server.url}/projects/${id}/tasks`);
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    await page.waitForURL(/review=true/);
    await page.getByRole('button', { name: /^Accept/ }).waitFor();
    await page.keyboard.press('Alt+KeyY');
    await page.waitForURL(new RegExp(`task=${tasks[1]}`));
    await page.getByText(`#${tasks[1]}`).waitFor();
    await page.getByRole('button', { name: /^Reject/, disabled: false }).waitFor();
    await page.keyboard.press('Alt+KeyN');
    await page.getByLabel('What is wrong').fill('This one is sad');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tasks$/);
    expect((await taskOf(tasks[0] ?? '')).annotations[0]?.review).toMatchObject({ decision: 'accepted' });
    expect((await taskOf(tasks[1] ?? '')).annotations[0]?.review).toMatchObject({
      decision: 'rejected',
      comment: 'This one is sad',
    });

    await bea.goto(`${server.url}/projects/${id}/label`);
    await bea.waitForURL(new RegExp(`task=${tasks[1]}`));
    await bea.getByText('This one is sad').waitFor();
    await bea.keyboard.press('d');
    await bea.getByRole('button', { name: 'Update' }).click();
    await expect.poll(() => choiceOf(tasks[1] ?? '')).toEqual(['sad']);
    expect((await taskOf(tasks[1] ?? '')).annotations[0]?.review).toBeNull();
  });

  test('a comment is about the selected region, and is settled', async () => {
    const task = tasks[2] ?? '';
    await client.projects.submit({
      params: { id, task },
      body: { result: [ada(task), answer(task, 'glad')] },
    });
    await page.goto(`${server.url}/projects/${id}/label?task=${task}`);
    await page.getByRole('listbox', { name: 'Regions' }).getByRole('option').first().click();
    await page.getByRole('button', { name: /^Comments/ }).click();
    await page.getByLabel('New comment').fill('Is Ada a person here?');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Comments' }).getByText('Is Ada a person here?').waitFor();
    await page.getByRole('button', { name: 'on 1 · Person' }).waitFor();
    const comments = () => client.projects.comments({ params: { id, task }, query: {} });
    expect((await comments()).items).toMatchObject([{ region: `a${task}`, resolved: null }]);
    await page.getByRole('button', { name: 'Settled' }).click();
    await page.getByRole('button', { name: 'Open again' }).waitFor();
    expect((await comments()).items[0]?.resolved).not.toBeNull();
  });

  test('a committed region is blamed: who, when, in which commit, on what', async () => {
    const task = tasks[2] ?? '';
    const { commit } = await client.projects.commit({
      params: { id },
      body: { message: 'The first three' },
    });
    await page.goto(`${server.url}/projects/${id}/label?task=${task}`);
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const blame = page.getByRole('list', { name: 'Blame' });
    await blame.getByText('The first three').first().waitFor();
    await blame
      .getByText(commit?.id.slice(0, 8) ?? 'no commit')
      .first()
      .waitFor();
    await blame.getByText('Config').first().waitFor();
    const commits = page.getByRole('list', { name: 'Commits of this task' });
    await commits.getByRole('link', { name: 'The first three' }).click();
    const version = page.getByRole('region', { name: `Commit ${commit?.id.slice(0, 8)}` });
    await version.getByText('Person').first().waitFor();
    // from the panel's history and from the task's alike
    for (const step of [
      () => version.getByRole('link', { name: 'Provenance' }).click(),
      async () => {
        await page.goto(`${server.url}/projects/${id}/label?task=${task}`);
        await page.getByRole('button', { name: 'History', exact: true }).click();
        await commits.getByRole('link', { name: 'Provenance' }).click();
      },
    ]) {
      await step();
      await page.getByRole('heading', { name: 'Label commit: The first three' }).waitFor();
    }
  });

  test('a branch is fused in, and its conflict settled by an arrow', async () => {
    const task = tasks[2] ?? '';
    const view = await taskOf(task);
    const { target } = await client.projects.get({ params: { id } });
    const { repo, branch } = target;
    await client.repos.createBranch({ params: { repo }, body: { name: 'other', head: branch } });
    const path = `tasks/${view.key.slice(0, 2)}/${view.key}.json`;
    const url = `${server.url}/api/repos/${repo}/files/other/${path}`;
    const headers = { authorization: `Token ${server.token}` };
    const text = await (await fetch(url, { headers })).text();
    const put = await fetch(url, { method: 'PUT', headers, body: text.replace('"glad"', '"sad"') });
    expect(put.ok).toBe(true);
    await client.repos.commitBranch({ params: { repo, branch: 'other' }, body: { message: 'It is sad' } });
    await client.projects.updateAnnotation({
      params: { id, annotation: view.annotations[0]?.id ?? '' },
      body: { result: [ada(task), answer(task, 'calm')] },
    });
    await client.projects.commit({ params: { id }, body: { message: 'It is calm' } });

    await page.goto(`${server.url}/projects/${id}/history`);
    await page.getByRole('button', { name: 'Merge a branch' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Fuse' }).click();
    await dialog.getByText('1 conflict').waitFor();
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await page.getByText('Answer of “mood”').waitFor();
    await page.getByRole('button', { name: /^Ours\W+calm/ }).waitFor();
    await page.getByRole('button', { name: /^Theirs\W+sad/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Answer of “mood”').waitFor({ state: 'hidden' });
    expect(await choiceOf(task)).toEqual(['sad']);
    expect((await client.projects.get({ params: { id } })).conflicts).toBe(0);
  });

  test('one commit is reverted, and the revert undone', async () => {
    const task = tasks[4] ?? '';
    await client.projects.commit({ params: { id }, body: { message: 'The conflict is settled' } });
    await client.projects.submit({ params: { id, task }, body: { result: [answer(task, 'glad')] } });
    await client.projects.commit({ params: { id }, body: { message: 'A fourth, by mistake' } });
    await page.goto(`${server.url}/projects/${id}/history`);
    await page
      .getByRole('listitem')
      .filter({ hasText: 'A fourth, by mistake' })
      .getByRole('button', { name: 'Revert' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('table').waitFor();
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await taskOf(task)).annotations).toHaveLength(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^Undone/).waitFor();
    expect((await taskOf(task)).annotations).toHaveLength(1);
  });

  test('a model learns from the commit; its suggestion is taken by one key; the graph walks back', async () => {
    for (const [index, task] of tasks.entries()) {
      if (index < 5 || index >= 35) continue;
      await client.projects.submit({ params: { id, task }, body: { result: [answer(task, mood(index))] } });
    }
    await client.projects.commit({ params: { id }, body: { message: 'Thirty more days' } });
    await page.goto(`${server.url}/projects/${id}/suggestions`);
    await page.getByRole('button', { name: 'Turn suggestions on' }).click();
    await expect
      .poll(async () => (await client.pipelines.suggestions({ params: { id } })).current, {
        timeout: 30_000,
      })
      .not.toBeNull();
    await page.getByText('Trained on commit').waitFor();
    await page.getByRole('button', { name: 'Show the log' }).first().click();
    await page
      .getByLabel('Log', { exact: true })
      .getByText(/Trained on \d+ examples/)
      .waitFor();

    const task = tasks[37] ?? '';
    await page.goto(`${server.url}/projects/${id}/label?task=${task}`);
    await page.getByRole('button', { name: 'Use suggestion 1' }).waitFor();
    await page.keyboard.press('Alt+KeyA');
    await expect.poll(() => page.getByRole('radio', { name: /^sad/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => choiceOf(task)).toEqual(['sad']);

    await page.goto(`${server.url}/projects/${id}/suggestions`);
    await page.getByRole('link', { name: 'Where the model came from' }).click();
    const graph = page.getByRole('group', { name: 'Provenance graph' });
    await graph.getByRole('button', { name: /^Label commit/ }).click();
    await page.getByRole('heading', { name: 'Label commit: Thirty more days' }).waitFor();
    // a run stands between labels and model, on the page as in the walk
    for (const kind of [/^Run:/, /^Model:/]) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: kind }).waitFor();
    }
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Run:/ }).waitFor();
  });

  test('the config completes, and a renamed class takes its labels along', async () => {
    await page.goto(`${server.url}/projects/${id}/settings`);
    const source = page.getByRole('textbox', { name: /^Labeling config/ });
    await source.fill(config);
    await source.evaluate((field: HTMLTextAreaElement) => {
      const at = field.value.indexOf('</Choices>');
      field.focus();
      field.setSelectionRange(at, at);
    });
    await page.keyboard.type('<Ch');
    await page.getByRole('listbox', { name: 'Completions' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' val');
    await page.keyboard.press('Enter');
    await page.keyboard.type('dull');
    await page.keyboard.press('End');
    expect(await source.inputValue()).toContain('<Choice value="dull"');

    const inUse = (await client.projects.get({ params: { id } })).classes.find(
      (each) => each.name === 'glad',
    );
    await source.fill(config.replace('value="glad"', 'value="happy"'));
    await page.getByRole('button', { name: /^Save config/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Labels of glad' }).waitFor();
    await dialog.getByText(`${inUse?.count} results`).waitFor();
    await dialog.getByRole('button', { name: 'Save config' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await choiceOf(tasks[0] ?? '')).toEqual(['happy']);
  });

  test('tasks are filtered by class, chosen columns stay, labels go out in what fits', async () => {
    await page.goto(`${server.url}/projects/${id}/tasks`);
    const happy = page.getByRole('group', { name: 'Classes' }).getByRole('button', { name: /^happy/ });
    const count = Number((await happy.innerText()).replace(/\D/g, ''));
    await happy.click();
    await expect
      .poll(() => page.getByRole('list', { name: 'Tasks' }).getByRole('listitem').count())
      .toBeLessThanOrEqual(count);
    expect(new URL(page.url()).searchParams.get('filter')).toContain('happy');
    await page.getByRole('button', { name: 'Take away the filter: labeled happy' }).click();
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog');
    const href = await dialog.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
    const csv = await page.evaluate(async (url) => (await fetch(url)).text(), href ?? '');
    expect(csv.split('\n')[0]).toContain('mood');
    await dialog.getByText(/formats? not for this config/).click();
    await dialog.getByText('COCO', { exact: true }).waitFor();
  });

  test('who did what is listed', async () => {
    await page.goto(`${server.url}/projects/${id}/activity`);
    const acts = page.getByRole('list', { name: 'Acts' });
    await acts.getByText(/rejected an annotation of/).waitFor();
    await acts.getByText('This one is sad').waitFor();
    await acts.getByText(/merged other by fuse/).waitFor();
    await acts.getByText(/reverted [0-9a-f]{8}/).waitFor();
  });

  test('both widths show these pages without a sideways scroll', async () => {
    const cookies = await page.context().cookies();
    for (const look of [{ width: 1440 }, { width: 1024, dark: true }]) {
      const who = await journey.person(look);
      await who.context().addCookies(cookies);
      for (const path of [
        'tasks',
        'history',
        'suggestions',
        'provenance',
        'activity',
        'settings',
        `label?task=${tasks[2]}`,
      ]) {
        await who.goto(`${server.url}/projects/${id}/${path}`);
        await who.waitForLoadState('networkidle').catch(() => undefined);
        const wide = await who.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, `${path} at ${look.width}`).toBeLessThanOrEqual(0);
      }
      await who.context().close();
    }
  });
});
