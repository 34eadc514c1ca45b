import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EditorPage, hasChromium, openEditorPage } from '../editor/editor-page.ts';
import { type StageHands, stageHands } from '../editor/stage-hands.ts';

/*
 * Controls, conditions, texts, relations, suggestions and media that fail, as a person meets them: what is on the
 * screen, and what is submitted.
 */

type Result = { id: string; from_name: string; type: string; value: Record<string, unknown> };

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="100%" height="100%" fill="#eee"/></svg>',
)}`;
const text = 'Anna Berg of Rome wrote to Otto, and Otto to Anna.';

describe.skipIf(!hasChromium)('controls of the editor', { timeout: 60_000 }, () => {
  let editor: EditorPage;
  let hands: StageHands;
  beforeAll(async () => {
    editor = await openEditorPage();
    hands = stageHands(editor);
  });
  afterAll(() => editor?.close());

  const open = (inside: string, data: Record<string, unknown> = { text }, more: object = {}) =>
    editor.mount({ config: `<View>${inside}</View>`, task: { data: data as never, ...more } });
  const press = async (...keys: string[]) => {
    for (const key of keys) await editor.page.keyboard.press(key);
  };
  const results = async () => (await editor.results()) as unknown as Result[];
  const sends = () => editor.page.evaluate(() => window.submitted.length);
  const submitted = async () => {
    await press('Control+Enter');
    return (await editor.page.evaluate(() => window.submitted.at(-1))) as Result[];
  };
  const select = async (from: number, to: number) => {
    const place = await editor.page.evaluate(
      ([start, end]) => {
        const node = document.querySelector('.lw-text-block')?.firstChild as Text;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        const rect = range.getBoundingClientRect();
        return { left: rect.left + 1, right: rect.right - 1, y: rect.top + rect.height / 2 };
      },
      [from, to] as const,
    );
    await editor.page.mouse.move(place.left, place.y);
    await editor.page.mouse.down();
    await editor.page.mouse.move(place.right, place.y, { steps: 4 });
    await editor.page.mouse.up();
    await editor.page.waitForTimeout(20);
  };
  const ner =
    '<Labels name="ner" toName="text"><Label value="Person"/><Label value="Place" maxUsages="1"/></Labels><Text name="text" value="$text"/>';

  test('spans overlap; a relation by Alt+R is named and turned; maxUsages is kept and said', async () => {
    await open(`${ner}<Relations><Relation value="lives in"/><Relation value="knows"/></Relations>`);
    const { page } = editor;
    await press('1');
    await select(0, 9);
    await select(0, 4);
    await press('2');
    await select(5, 17);
    expect((await results()).map(({ value }) => [value['start'], value['end'], value['labels']])).toEqual([
      [0, 9, ['Person']],
      [0, 4, ['Person']],
      [5, 17, ['Place']],
    ]);
    await select(27, 31);
    await page.getByRole('status').filter({ hasText: 'may be used 1 times' }).waitFor();
    expect(await results()).toHaveLength(3);
    await press('Escape');
    await page.getByRole('option').nth(0).click();
    await press('Alt+r');
    await page.getByRole('option').nth(2).click();
    await page.getByRole('combobox', { name: 'Relation' }).selectOption('lives in');
    const sent = await submitted();
    expect(sent[3]).toEqual({
      from_id: sent[0]?.id,
      to_id: sent[2]?.id,
      type: 'relation',
      direction: 'right',
      labels: ['lives in'],
    });
    await press('Control+z', 'Control+z');
    expect(await results()).toHaveLength(3);
  });

  test('questions about a region: shown with it, kept with its id and place; a text left unfinished is not lost', async () => {
    await open(`${ner}
      <Choices name="sure" toName="text" perRegion="true"><Choice value="Yes"/><Choice value="No"/></Choices>
      <TextArea name="note" toName="text" perRegion="true" whenTagName="ner" whenLabelValue="Person" maxSubmissions="3"/>
      <Rating name="stars" toName="text" perRegion="true"/>
      <Number name="age" toName="text" perRegion="true" whenTagName="ner" whenLabelValue="Person" min="0"/>`);
    const { page } = editor;
    const note = page.getByRole('textbox', { name: 'note' });
    expect(await note.isVisible()).toBe(false);
    await press('1');
    await select(0, 9);
    expect(await note.isVisible()).toBe(true);
    await note.fill('the sender');
    await press('Enter');
    await note.fill('half writ');
    await page.locator('.lw-star').nth(2).click();
    await page.getByRole('spinbutton', { name: 'age' }).fill('41');
    await press('Escape', 'Escape');
    expect(await note.isVisible()).toBe(false);
    await press('2');
    await select(13, 17);
    expect(await note.isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'No' }).click();
    const sent = await submitted();
    const of = (at: number) =>
      sent.filter(({ id }) => id === sent[at]?.id).map(({ from_name, value }) => [from_name, value]);
    const place = { start: 0, end: 9, text: 'Anna Berg' };
    expect(of(0)).toEqual([
      ['ner', { ...place, labels: ['Person'] }],
      ['note', { ...place, text: ['the sender', 'half writ'] }],
      ['stars', { ...place, rating: 3 }],
      ['age', { ...place, number: 41 }],
    ]);
    expect(of(sent.length - 1).at(-1)).toEqual([
      'sure',
      { start: 13, end: 17, text: 'Rome', choices: ['No'] },
    ]);
  });

  test('visibleWhen by choice, tag and class; what is hidden is neither asked for nor sent; required is said', async () => {
    await open(`${ner}
      <Choices name="kind" toName="text" required="true" requiredMessage="Say what kind it is."><Choice value="Letter"/><Choice value="Bill"/></Choices>
      <View visibleWhen="choice-selected" whenTagName="kind" whenChoiceValue="Bill"><Number name="sum" toName="text" required="true"/></View>
      <View visibleWhen="choice-unselected" whenTagName="kind" whenChoiceValue="Bill"><Header value="No bill"/></View>
      <View visibleWhen="region-selected" whenTagName="ner" whenLabelValue="Place"><Header value="A place"/></View>
      <View visibleWhen="no-region-selected"><Header value="Nothing selected"/></View>`);
    const { page } = editor;
    const seen = (name: string) => page.getByRole('heading', { name }).isVisible();
    expect([await seen('No bill'), await seen('A place'), await seen('Nothing selected')]).toEqual([
      true,
      false,
      true,
    ]);
    await press('Control+Enter');
    await page.getByText('Say what kind it is.').waitFor();
    expect(await sends()).toBe(0);
    await page.getByRole('radio', { name: 'Bill' }).click();
    expect(await seen('No bill')).toBe(false);
    await press('Control+Enter');
    await page.getByText('“sum” needs an answer').waitFor();
    const sum = page.getByRole('spinbutton', { name: 'sum' });
    await sum.fill('12.5');
    // Not left, only submitted.
    expect((await submitted()).map(({ from_name, value }) => [from_name, value])).toEqual([
      ['kind', { choices: ['Bill'] }],
      ['sum', { number: 12.5 }],
    ]);
    await page.getByRole('radio', { name: 'Letter' }).click();
    expect(await sum.isVisible()).toBe(false);
    expect((await submitted()).map(({ from_name }) => from_name)).toEqual(['kind']);
    await page.getByRole('button', { name: 'Place' }).click();
    await select(13, 17);
    await page.getByRole('option').first().click();
    expect([await seen('A place'), await seen('Nothing selected')]).toEqual([true, false]);
  });

  test('choices: nested by path, several, a list to pull down, in a row', async () => {
    await open(`<Text name="text" value="$text"/>
      <Choices name="tree" toName="text" choice="multiple" allowNested="true">
        <Choice value="Animal"><Choice value="Cat"/><Choice value="Dog"/></Choice><Choice value="Stone"/>
      </Choices>
      <Choices name="one" toName="text" choice="single-radio" layout="inline"><Choice value="A"/><Choice value="B"/></Choices>
      <Choices name="list" toName="text" layout="select"><Choice value="X" alias="x"/><Choice value="Y"/></Choices>`);
    const { page } = editor;
    const box = (name: string) => page.getByRole('checkbox', { name });
    await box('Dog').click();
    expect(await box('Animal').evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true);
    await box('Animal').click();
    expect(await box('Cat').isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'A' }).click();
    await page.getByRole('radio', { name: 'A' }).click();
    await page.getByRole('combobox', { name: 'list' }).selectOption({ label: 'X' });
    const tops = await page
      .locator('.lw-options-inline .lw-choice')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    expect((await submitted()).map(({ value }) => value['choices'])).toEqual([
      [
        ['Animal', 'Cat'],
        ['Animal', 'Dog'],
      ],
      ['A'],
      ['x'],
    ]);
  });

  test('Collapse folds, Header has its size, Style stays inside', async () => {
    await open(`<Style>.note { color: rgb(1, 2, 3); }</Style>
      <Header value="Big" size="2" underline="true"/><View className="note"><Header value="Small" size="5"/></View>
      <Collapse accordion="true"><Panel value="First"><Text name="text" value="$text"/></Panel><Panel value="Second"><Header value="Inside"/></Panel></Collapse>`);
    const { page } = editor;
    const size = (name: string) =>
      page
        .getByRole('heading', { name })
        .evaluate((heading) => Number.parseFloat(getComputedStyle(heading).fontSize));
    expect(await size('Big')).toBeGreaterThan(await size('Small'));
    expect(await page.locator('.note').evaluate((box) => getComputedStyle(box).color)).toBe('rgb(1, 2, 3)');
    expect(await page.getByText('Anna Berg').isVisible()).toBe(false);
    await page.getByText('First').click();
    expect(await page.getByText('Anna Berg').isVisible()).toBe(true);
    await page.getByText('Second').click();
    expect(await page.getByText('Anna Berg').isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'Inside' }).isVisible()).toBe(true);
  });

  test('suggestions are ghosts: one taken by Alt+Enter, one waved away, all by Alt+A', async () => {
    const boxes =
      '<RectangleLabels name="box" toName="image"><Label value="Cat"/></RectangleLabels><Image name="image" value="$image"/>';
    const suggested = (id: string, x: number) => ({
      id,
      from_name: 'box',
      to_name: 'image',
      type: 'rectanglelabels',
      original_width: 800,
      original_height: 400,
      image_rotation: 0,
      value: { x, y: 25, width: 10, height: 25, rotation: 0, rectanglelabels: ['Cat'] },
      score: 0.5,
    });
    const given = [suggested('a', 10), suggested('b', 40), suggested('c', 70)];
    const predictions = [{ model_version: 'm', result: given }];
    await open(boxes, { image: picture }, { predictions });
    await hands.ready();
    expect(await results()).toEqual([]);
    // The left edges.
    const edges = () => Promise.all([80, 320, 560].map((x) => hands.ink(x, 150)));
    for (const ink of await edges()) expect(ink).toBeGreaterThan(40);
    await press('Alt+Enter', 'Alt+Backspace');
    expect((await results()).map(({ id }) => id)).toEqual(['a']);
    expect((await edges())[1]).toBe(0);
    expect((await edges())[2]).toBeGreaterThan(40);
    expect(await submitted()).toEqual([{ ...given[0], origin: 'prediction' }]);
    await press('Control+z');
    expect(await results()).toEqual([]);
    await press('Alt+a');
    expect((await results()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    await press('Control+z');
    expect(await results()).toEqual([]);
  });

  test('a recording is played by keys; what it cannot draw is said', async () => {
    await open(
      `<Audio name="audio" value="$audio"/><Labels name="part" toName="audio"><Label value="Speech"/></Labels>
      <TextArea name="heard" toName="audio"/><Choices name="clear" toName="audio"><Choice value="Yes"/></Choices>`,
      { audio: silence(8) },
    );
    const { page } = editor;
    await page.getByRole('note').filter({ hasText: 'cannot be drawn here yet' }).waitFor();
    const player = () =>
      page.locator('audio').evaluate((audio: HTMLAudioElement) => ({
        paused: audio.paused,
        at: audio.currentTime,
        ready: audio.readyState,
      }));
    await expect.poll(async () => (await player()).ready).toBeGreaterThan(0);
    await press('Space');
    await expect.poll(async () => (await player()).paused).toBe(false);
    await press('Space');
    await expect.poll(async () => (await player()).paused).toBe(true);
    const before = (await player()).at;
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await expect.poll(async () => (await player()).at - before).toBeCloseTo(3, 1);
    await press('ArrowLeft');
    await expect.poll(async () => (await player()).at - before).toBeCloseTo(2, 1);
    const heard = page.getByRole('textbox', { name: 'heard' });
    await page.getByRole('radio', { name: 'Yes' }).focus();
    await press('Space');
    expect(await page.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
    expect((await player()).paused).toBe(true);
    await heard.focus();
    await page.keyboard.type('a b');
    await press('Alt+Space');
    await expect.poll(async () => (await player()).paused).toBe(false);
    await press('Alt+Space');
    expect((await submitted()).map(({ value }) => value)).toEqual([{ choices: ['Yes'] }, { text: ['a b'] }]);
  });

  test('media that is broken, missing or not supported says so and offers to skip', async () => {
    const { page } = editor;
    for (const [inside, data, said] of [
      ['<Image name="m" value="$m"/>', 'data:image/png;base64,AAAA', 'cannot be shown'],
      ['<Image name="m" value="$m"/>', '', 'has no image'],
      ['<Audio name="m" value="$m"/>', 'data:audio/wav;base64,AAAA', 'cannot be played'],
      ['<Audio name="m" value="$m"/>', '', 'has no recording'],
      ['<Text name="m" value="$m" valueType="url"/>', 'data:text/nothing', 'cannot be shown'],
      ['<Text name="m" value="$other"/>', '', 'has no text'],
      ['<Video name="m" value="$m"/>', 'film.mp4', '<Video> is not supported'],
    ] as const) {
      await open(`${inside}<TextArea name="t" toName="m"/>`, { m: data });
      const alert = page.getByRole('alert').filter({ hasText: said });
      await alert.getByRole('button', { name: 'Skip this task' }).click();
      expect(await page.evaluate(() => window.submitted)).toEqual(['skip']);
    }
  });
});

/** A WAV file of silence. */
const silence = (seconds: number): string => {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + seconds * rate, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(seconds * rate, 40);
  return `data:audio/wav;base64,${Buffer.concat([head, Buffer.alloc(seconds * rate, 128)]).toString('base64')}`;
};
