import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { exportInput, goldenProjects, maskPixels } from './golden-tasks.suite.ts';
import { one, run } from './run-format.suite.ts';

const { masks } = goldenProjects;

test('brush masks: names and pixels', async () => {
  const files = await run('BRUSH_TO_PNG', exportInput(masks, { annotator: () => ({ id: 7, email: '7' }) }));
  expect([...files.keys()]).toEqual([
    'task-1-annotation-1-by-7-tag-Sky-0.png',
    'task-1-annotation-1-by-7-tag-Sky-1.png',
    'task-1-annotation-1-by-7-tag-Sea-Lake-0.png',
  ]);
  const [first, second, third] = [...files.values()].map(pixelsOfPng);
  expect(first).toEqual(maskPixels);
  expect(second).toEqual(maskPixels.toReversed());
  expect(third).toEqual(Array.from({ length: 12 }, () => 0));
});

test('masks: run lengths down the columns in COCO, boxes around them in VOC', async () => {
  const coco = JSON.parse(await one('COCO', exportInput(masks)));
  expect(coco.images).toMatchObject([{ width: 4, height: 3 }]);
  // rows of maskPixels: .##. / .##. / ...#
  expect(coco.annotations).toMatchObject([
    {
      id: 1,
      segmentation: { size: [3, 4], counts: [3, 2, 1, 2, 3, 1] },
      area: 5,
      bbox: [1, 0, 3, 3],
      iscrowd: 0,
    },
    { id: 2, area: 5 },
  ]);
  expect(coco.info.left_out).toEqual({ 'masks without a painted pixel': 1 });
  const voc = await run('VOC', exportInput(masks));
  expect(voc.get('Annotations/a.xml')?.toString()).toContain(
    '<xmin>1</xmin>\n<ymin>0</ymin>\n<xmax>4</xmax>\n<ymax>3</ymax>',
  );
});

test('a mask that is not of its image is counted', async () => {
  const [base] = masks.files;
  const result = base!.annotations[0]!.result.map((each) => ({ ...each, original_width: 5 }));
  const project = { ...masks, files: [{ ...base!, annotations: [{ ...base!.annotations[0]!, result }] }] };
  const files = await run('BRUSH_TO_PNG', exportInput(project));
  expect([...files.keys()]).toEqual(['notes.json']);
  expect(files.get('notes.json')?.toString()).toContain('48 values');
});

const pixelsOfPng = (png: Buffer): readonly number[] => {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  return Array.from(
    { length: width * height },
    (_, at) => rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] ?? -1,
  );
};
