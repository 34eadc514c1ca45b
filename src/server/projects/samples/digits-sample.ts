import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeGrayPng } from '../../../formats/write-png.ts';
import { seededRandom, shuffled } from '../../../learning/seeded-random.ts';
import { composeDigitPage, type Digit } from './compose-digit-page.ts';
import { readDigits } from './read-digits.ts';
import type { Sample, SampleFile } from './sample.ts';

const seed = 0xd161;
const pages = 300;
const fewest = 5;
const most = 20;
const size = { width: 640, height: 480 };

const colors = [
  '#4c6ef5',
  '#e8590c',
  '#2f9e44',
  '#ae3ec9',
  '#0c8599',
  '#e03131',
  '#b7791f',
  '#1971c2',
  '#c2255c',
  '#5c940d',
];
const labels = colors.map(
  (color, digit) => `    <Label value="${digit}" background="${color}" hotkey="${digit}"/>`,
);

/** 300 pages with handwritten digits; the truth has the box of each digit's ink in pixels. */
export const digitsSample: Sample = {
  repo: 'sample_digits',
  title: 'Handwritten digits',
  description: 'The sample with images: 300 pages with handwritten digits of MNIST.',
  config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <RectangleLabels name="digit" toName="image">
${labels.join('\n')}
  </RectangleLabels>
</View>
`,
  instructions:
    'Draw a box around every digit, close to its ink, and say which digit it is.\n\nKeys: **0** to **9** choose the digit, then drag a box. Without a drag: **Enter** puts a box in the middle, arrows move it, **Alt** with arrows sizes it. **Ctrl+Enter** submits.',
  glob: 'pages/*.png',
  messages: {
    data: 'The sample: pages with digits of MNIST',
    truth: 'Where each digit of the sample lies',
  },
  async make() {
    const random = seededRandom(seed);
    const counts = Array.from({ length: pages }, () => fewest + Math.floor(random() * (most - fewest + 1)));
    const all = await readDigits(counts.reduce((sum, count) => sum + count, 0));
    const order = shuffled(all.length, random);
    const files: SampleFile[] = [];
    let used = 0;
    for (const [index, count] of counts.entries()) {
      const digits = Array.from(order.subarray(used, used + count), (at) => all[at] as Digit);
      used += count;
      const { gray, boxes } = composeDigitPage(size, digits, random);
      files.push({
        path: `pages/${String(index + 1).padStart(4, '0')}.png`,
        contentType: 'image/png',
        body: await writeGrayPng(gray, size),
        truth: { ...size, boxes },
      });
      // Others are served between two pages.
      await nextTurn();
    }
    return files;
  },
};
