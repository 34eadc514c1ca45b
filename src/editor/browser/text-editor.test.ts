import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EditorPage, hasChromium, openEditorPage } from '../../../test/editor/editor-page.ts';

const config = `<View>
  <Header value="Who and where?"/>
  <Labels name="ner" toName="text">
    <Label value="Person" background="#4c6ef5"/>
    <Label value="Place" background="#e8590c"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text" choice="single" showInline="true">
    <Choice value="Calm"/><Choice value="Angry"/>
  </Choices>
  <TextArea name="why" toName="text" placeholder="Why?" visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Angry"/>
  <Rating name="stars" toName="text"/>
  <Number name="count" toName="text" min="0" max="9"/>
  <Sparkle name="s" toName="text"/>
</View>`;
const text = '👍 Anna went to Rome.\nOtto stayed in Bern, and Anna wrote to him.';

describe.skipIf(!hasChromium)('the text editor in chromium', () => {
  let editor: EditorPage;
  beforeAll(async () => {
    editor = await openEditorPage();
  });
  afterAll(() => editor?.close());

  /** The middle of a stretch of the text, in the viewport. */
  const spot = (from: number, to: number) =>
    editor.page.evaluate(
      ([start, end]) => {
        const node = document.querySelector('.lw-text-block')?.firstChild as Text;
        const range = document.createRange();
        range.setStart(node, start as number);
        range.setEnd(node, end as number);
        const rect = range.getBoundingClientRect();
        return { left: rect.left + 1, right: rect.right - 1, y: rect.top + rect.height / 2 };
      },
      [from, to],
    );
  const drag = async (from: number, to: number) => {
    const place = await spot(from, to);
    await editor.page.mouse.move(place.left, place.y);
    await editor.page.mouse.down();
    await editor.page.mouse.move(place.right, place.y, { steps: 5 });
    await editor.page.mouse.up();
    await editor.page.waitForTimeout(20);
  };

  test('mouse: arm a label, drag over words; offsets are code points; undo and redo', async () => {
    await editor.mount({ config, task: { data: { text } } });
    const { page } = editor;
    await page.getByRole('button', { name: 'Person' }).click();
    await drag(3, 7);
    expect(await editor.results()).toMatchObject([
      {
        from_name: 'ner',
        to_name: 'text',
        type: 'labels',
        value: { start: 2, end: 6, text: 'Anna', labels: ['Person'] },
      },
    ]);
    await page.keyboard.press('Control+z');
    expect(await editor.results()).toEqual([]);
    await page.keyboard.press('Control+Shift+z');
    expect(await editor.results()).toHaveLength(1);
    await page.getByRole('listbox', { name: 'Regions' }).getByRole('option').click();
    await page.keyboard.press('2');
    expect((await editor.results())[0]?.['value']).toMatchObject({ labels: ['Place'] });
    await page.keyboard.press('Delete');
    expect(await editor.results()).toEqual([]);
  });

  test('a double click takes a word, a click on a span selects it', async () => {
    await editor.mount({ config, task: { data: { text } } });
    const { page } = editor;
    await page.keyboard.press('2');
    const word = await spot(16, 20);
    await page.mouse.dblclick((word.left + word.right) / 2, word.y);
    await page.waitForTimeout(30);
    expect((await editor.results())[0]?.['value']).toMatchObject({ start: 15, end: 19, text: 'Rome' });
    await page.keyboard.press('Escape');
    await page.mouse.click((word.left + word.right) / 2, word.y);
    await page.waitForTimeout(30);
    await page.getByRole('option', { selected: true, name: /Place/ }).waitFor();
  });

  test('of two spans of one class, one in the other, both are seen', async () => {
    const span = (id: string, start: number, end: number) => ({
      id,
      from_name: 'ner',
      to_name: 'text',
      type: 'labels',
      value: { start, end, labels: ['Person'] },
    });
    const painted = () =>
      editor.page.evaluate(() =>
        [...CSS.highlights.values()].map(({ size }) => size).filter((size) => size > 0),
      );
    await editor.mount({ config, task: { data: { text } }, annotation: [span('a', 2, 19), span('b', 2, 6)] });
    expect(await painted()).toEqual([1, 1]);
    // beside each other they look alike
    await editor.mount({ config, task: { data: { text } }, annotation: [span('a', 7, 19), span('b', 2, 6)] });
    expect(await painted()).toEqual([2]);
    await editor.page.getByRole('button', { name: 'Person' }).click();
    await drag(3, 12);
    expect(await painted()).toEqual([2, 1]);
  });

  test('a relation is a line between its spans, with its name, and goes with either of them', async () => {
    const span = (id: string, start: number, end: number) => ({
      id,
      from_name: 'ner',
      to_name: 'text',
      type: 'labels',
      value: { start, end, labels: ['Person'] },
    });
    const relation = { type: 'relation', from_id: 'a', to_id: 'b', direction: 'right', labels: ['knows'] };
    const annotation = [span('a', 2, 6), span('b', 46, 50), relation];
    await editor.mount({ config, task: { data: { text } }, annotation });
    const { page } = editor;
    const line = page.locator('.lw-span-relation');
    await expect.poll(() => line.count()).toBe(1);
    expect(await line.textContent()).toBe('knows');
    const [drawn, first] = [await line.boundingBox(), await spot(3, 7)];
    expect(drawn?.x).toBeGreaterThan(first.left - 2);
    expect(drawn?.x).toBeLessThan(first.right);
    await page.getByRole('option').nth(1).click();
    await expect.poll(() => page.locator('.lw-span-relation.lw-on').count()).toBe(1);
    await page.keyboard.press('Delete');
    await expect.poll(() => line.count()).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => line.count()).toBe(1);
  });

  test('keyboard alone: caret, selection, label, choices, submit', async () => {
    await editor.mount({ config, task: { data: { text } } });
    const { page } = editor;
    await page.getByRole('application', { name: 'text' }).focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('1');
    expect((await editor.results())[0]?.['value']).toMatchObject({
      start: 2,
      end: 6,
      text: 'Anna',
      labels: ['Person'],
    });
    await page.keyboard.press('4');
    expect(await page.getByRole('radio', { name: 'Angry' }).isChecked()).toBe(true);
    const field = page.getByRole('textbox', { name: 'why' });
    await field.fill('he shouts 12');
    await field.press('Control+Enter');
    const sent = await page.evaluate(() => window.submitted[0] as { type: string; value: unknown }[]);
    expect(sent.map((result) => result.type)).toEqual(['labels', 'choices', 'textarea']);
    expect(sent[2]?.value).toEqual({ text: ['he shouts 12'] });
  });

  test('controls write their results; a second click on a choice takes it back; unknown tags say so', async () => {
    await editor.mount({ config, task: { data: { text } } });
    const { page } = editor;
    await page.getByRole('radio', { name: 'Calm' }).click();
    await page.getByRole('radio', { name: 'Calm' }).click();
    expect(await editor.results()).toEqual([]);
    await page.locator('.lw-star').nth(3).click();
    await page.getByRole('spinbutton', { name: 'count' }).fill('7');
    await page.getByRole('spinbutton', { name: 'count' }).press('Tab');
    expect(await editor.results()).toMatchObject([
      { type: 'rating', value: { rating: 4 } },
      { type: 'number', value: { number: 7 } },
    ]);
    expect(await page.getByRole('note').textContent()).toContain('<Sparkle> is not supported');
  });

  test('a number that cannot be submitted says why at its field and stops a submit, until it is mended', async () => {
    await editor.mount({ config, task: { data: { text } } });
    const { page } = editor;
    const field = page.getByRole('spinbutton', { name: 'count' });
    const problem = page.locator('.lw-field-problem');
    const submitted = () => page.evaluate(() => window.submitted);
    await field.fill('12');
    await field.press('Control+Enter');
    expect(await problem.textContent()).toBe('It must be at most 9.');
    expect(await page.getByRole('status').first().textContent()).toBe('“count”: It must be at most 9.');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await submitted()).toEqual([]);

    await field.fill('');
    await field.pressSequentially('1e');
    await page.getByRole('radio', { name: 'Calm' }).click();
    expect(await problem.textContent()).toBe('This is not a number.');
    await page.keyboard.press('Control+Enter');
    expect(await submitted()).toEqual([]);
    await field.press('End');
    await field.pressSequentially('0');
    expect(await problem.isVisible()).toBe(false);
    await field.press('Control+Enter');
    expect(await submitted()).toMatchObject([[{ value: { number: 1 } }, { value: { choices: ['Calm'] } }]]);
  });

  test('styles of a config stay in the editor and fetch nothing', async () => {
    const fetched: string[] = [];
    editor.page.on('request', (request) => fetched.push(request.url()));
    await editor.mount({
      config: `<View style="background: url(http://127.0.0.1:9/a); color: red; position: fixed">
        <Style>@import url(http://127.0.0.1:9/b); body { display: none } .x { color: rgb(1, 2, 3); background-image: u\\72l(http://127.0.0.1:9/c) }</Style>
        <View className="x"><Header value="h"/></View></View>`,
      task: { data: {} },
    });
    const looks = await editor.page.evaluate(() => {
      const view = document.querySelector('.lw-view') as HTMLElement;
      const inner = document.querySelector('.x') as HTMLElement;
      const styled = getComputedStyle(inner);
      const outer = getComputedStyle(view);
      return [
        [outer.color, outer.backgroundImage, outer.position],
        [styled.color, styled.backgroundImage, getComputedStyle(document.body).display],
      ];
    });
    expect(looks).toEqual([
      ['rgb(255, 0, 0)', 'none', 'static'],
      ['rgb(1, 2, 3)', 'none', 'grid'],
    ]);
    expect(fetched).toEqual([]);
  });

  test('a config that cannot be read says where; destroy leaves nothing', async () => {
    await editor.mount({ config: '<View>\n<Text></View>', task: { data: {} } });
    expect(await editor.page.getByRole('alert').textContent()).toContain('line 2');
    const left = await editor.page.evaluate(() => {
      window.editor.destroy();
      return [document.querySelector('#stage')?.childElementCount, CSS.highlights.size];
    });
    expect(left).toEqual([0, 0]);
  });

  test('five thousand spans in 500 KB: shown and labeled without a long wait', async () => {
    const line = 'The quick brown fox jumps over the lazy dog and goes home again.\n';
    const long = line.repeat(7800);
    const annotation = Array.from({ length: 5000 }, (_, i) => ({
      id: `s${i}`,
      from_name: 'ner',
      to_name: 'text',
      type: 'labels',
      value: { start: i * 100, end: i * 100 + 9, labels: [i % 2 ? 'Person' : 'Place'] },
    }));
    const options = { config, task: { data: { text: long } }, annotation };
    const took = await editor.page.evaluate(async (given) => {
      const begun = performance.now();
      window.mountForTest(given);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - begun;
    }, options);
    expect(took).toBeLessThan(4000);
    const edit = await editor.page.evaluate(async () => {
      const begun = performance.now();
      window.editor.core?.edit.select(['s2500']);
      window.editor.commands.run('delete-regions');
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - begun;
    });
    expect(edit).toBeLessThan(1000);
    console.info(
      `500 KB with 5,000 spans: first paint ${Math.round(took)} ms, delete one ${Math.round(edit)} ms`,
    );
  });
});
