import { polygonArea } from '../../labels/geometry/polygon.ts';
import { columnRuns } from '../../labels/masks/column-runs.ts';
import { paintedPixels } from '../../labels/masks/mask-runs.ts';
import type { ExportFormat, ExportInput } from '../export-format.ts';
import { categoriesOf } from './categories.ts';
import { imageOf, type ImageNeeds, whyNoImage } from './image-config.ts';
import { imageTasks, type RegionForm } from './image-regions.ts';
import { countLeftOut } from './left-out.ts';
import { jsonArray, textChunks } from './text-chunks.ts';

const needs: ImageNeeds = {
  what: 'boxes, polygons, ellipses or masks',
  shapes: ['rectangle', 'polygon', 'ellipse', 'brush'],
};

/**
 * One image for each task, one annotation for each region of its finished annotations, by its first label, with a
 * segmentation: the corners of polygons and boxes (turned ones too), the run lengths of masks. Annotations are
 * numbered from 1, since COCOeval takes 0 for "no match". `info.left_out` counts what does not fit.
 */
export const cocoFormat: ExportFormat = {
  name: 'COCO',
  title: 'COCO',
  description: 'One JSON file of images, categories, and boxes, polygons or masks in pixels.',
  extension: '.json',
  isFolder: false,
  mediaType: 'application/json',
  whyNot: (config) => whyNoImage(config, needs),
  write: async function* (input) {
    yield { type: 'chunks', path: 'result.json', chunks: textChunks(document(input)) };
  },
};

async function* document(input: ExportInput): AsyncIterable<string> {
  const object = imageOf(input.config, needs);
  if (typeof object === 'string') throw new Error(`not a config for COCO: ${object}`);
  const categories = categoriesOf(input.config, object.name);
  const leftOut = countLeftOut();

  const images = async function* () {
    let id = 0;
    for await (const image of imageTasks(input, object, leftOut)) {
      for (const { labels } of image.regions) {
        categories.idOf(labels[0]);
        for (const _ of labels.slice(1)) leftOut.add('second labels of a region');
      }
      if (image.size === null) leftOut.add('sizes of images that are not known');
      const { width = null, height = null } = image.size ?? {};
      yield JSON.stringify({ width, height, id: id++, file_name: image.path });
    }
  };
  // The second reading: what it leaves out was counted already.
  const annotations = async function* () {
    let id = 1;
    let image = 0;
    for await (const { regions } of imageTasks(input, object, countLeftOut())) {
      for (const region of regions)
        yield JSON.stringify({
          id: id++,
          image_id: image,
          category_id: categories.idOf(region.labels[0]),
          ...shapeOf(region.form),
        });
      image++;
    }
  };

  yield '{"images": ';
  yield* jsonArray(images());
  yield `, "categories": ${JSON.stringify(categories.all())},\n"annotations": `;
  yield* jsonArray(annotations());
  const info = {
    year: input.time.getUTCFullYear(),
    version: '1.0',
    description: '',
    contributor: 'Labelwright',
    url: '',
    date_created: input.time.toISOString(),
    left_out: leftOut.counts(),
  };
  yield `, "info": ${JSON.stringify(info)}}\n`;
}

const shapeOf = (form: RegionForm) => {
  const { x, y, width, height } = form.box;
  const isMask = form.type === 'mask';
  return {
    segmentation: isMask
      ? { size: [form.size.height, form.size.width], counts: columnRuns(form.edges, form.size) }
      : [form.points.flatMap((point) => [point.x, point.y])],
    bbox: [x, y, width, height],
    ignore: 0,
    iscrowd: 0,
    area: isMask ? paintedPixels(form) : polygonArea(form.points),
  };
};
