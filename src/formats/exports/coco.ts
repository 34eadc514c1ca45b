import { polygonArea } from '../../labels/geometry/polygon.ts';
import type { ExportFormat, ExportInput } from '../export-format.ts';
import { categoriesOf } from './categories.ts';
import { imageOf, type ImageNeeds, whyNoImage } from './image-config.ts';
import { type ImageRegion, imageTasks } from './image-regions.ts';
import { countLeftOut } from './left-out.ts';
import { jsonArray, textChunks } from './text-chunks.ts';

const needs: ImageNeeds = {
  what: 'boxes, polygons or ellipses',
  shapes: ['rectangle', 'polygon', 'ellipse'],
};

/**
 * One image for each task, one annotation for each region of its finished annotations, by its first label. A
 * rotated box is written as the box around it; polygons have a segmentation. `info.left_out` counts the rest.
 */
export const cocoFormat: ExportFormat = {
  name: 'COCO',
  title: 'COCO',
  description: 'One JSON file of images, categories, and boxes or polygons in pixels.',
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
      const { width = null, height = null } = image.size ?? {};
      yield JSON.stringify({ width, height, id: id++, file_name: image.path });
    }
  };
  // The second reading: what it leaves out was counted already.
  const annotations = async function* () {
    let id = 0;
    let image = 0;
    for await (const { regions } of imageTasks(input, object, countLeftOut())) {
      for (const region of regions)
        yield JSON.stringify({
          id: id++,
          image_id: image,
          category_id: categories.idOf(region.labels[0]),
          ...shapeOf(region),
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

const shapeOf = ({ outline: { points, box, isBox } }: ImageRegion) => ({
  segmentation: isBox ? [] : [points.flatMap(({ x, y }) => [x, y])],
  bbox: [box.x, box.y, box.width, box.height],
  ignore: 0,
  iscrowd: 0,
  area: isBox ? box.width * box.height : polygonArea(points),
});
