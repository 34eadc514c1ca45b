import type { Size } from '../../labels/geometry/point.ts';
import type { RegionOutline } from '../../labels/geometry/region-outline.ts';
import type { ExportFormat } from '../export-format.ts';
import { categoriesOf } from './categories.ts';
import { imageOf, type ImageNeeds, whyNoImage } from './image-config.ts';
import { imageTasks } from './image-regions.ts';
import { countLeftOut } from './left-out.ts';
import { uniqueNames, withoutExtension } from './media-path.ts';
import { textBytes } from './text-chunks.ts';

const needs: ImageNeeds = {
  what: 'boxes, polygons or ellipses',
  shapes: ['rectangle', 'polygon', 'ellipse'],
};

/**
 * `labels/<image>.txt` with a line for each label of a region: its class, then center and size of the box or the
 * points of the polygon, as parts of the image. A rotated box is written as the box around it. Images without
 * regions have an empty file. `classes.txt` names the classes by line, from 0.
 */
export const yoloFormat: ExportFormat = {
  name: 'YOLO',
  title: 'YOLO',
  description: 'A text file for each image with its boxes or polygons, and the list of classes.',
  extension: '.zip',
  isFolder: true,
  mediaType: 'application/zip',
  whyNot: (config) => whyNoImage(config, needs),
  write: async function* (input) {
    const object = imageOf(input.config, needs);
    if (typeof object === 'string') throw new Error(`not a config for YOLO: ${object}`);
    // Lines of classes.txt are numbered without gaps: the order of the categories counts, not their numbers.
    const classes = categoriesOf(input.config, object.name)
      .all()
      .map(({ name }) => name);
    const numbers = new Map(classes.map((name, index) => [name, index]));
    const numberOf = (name: string): number => {
      if (!numbers.has(name)) numbers.set(name, classes.push(name) - 1);
      return numbers.get(name) ?? 0;
    };
    const leftOut = countLeftOut();
    const unique = uniqueNames();
    for await (const { task, path, size, regions } of imageTasks(input, object, leftOut)) {
      const name = unique(withoutExtension(path), task.file.key.slice(0, 8));
      const lines = regions.flatMap(({ form, labels }) => {
        if (form.type === 'mask') {
          leftOut.add('masks');
          return [];
        }
        const place = coordinates(form, size).join(' ');
        return labels.map((label) => `${numberOf(label)} ${place}\n`);
      });
      yield { type: 'bytes', path: `labels/${name}.txt`, bytes: textBytes(lines.join('')) };
    }
    yield {
      type: 'bytes',
      path: 'classes.txt',
      bytes: textBytes(classes.map((name) => `${oneLine(name)}\n`).join('')),
    };
    const notes = {
      categories: classes.map((name, id) => ({ id, name })),
      info: {
        year: input.time.getUTCFullYear(),
        version: '1.0',
        contributor: 'Labelwright',
        left_out: leftOut.counts(),
      },
    };
    yield { type: 'bytes', path: 'notes.json', bytes: textBytes(`${JSON.stringify(notes, null, 2)}\n`) };
  },
};

const coordinates = ({ points, box, isBox }: RegionOutline, size: Size | null): readonly number[] => {
  const { width, height } = size ?? { width: 1, height: 1 };
  if (!isBox) return points.flatMap(({ x, y }) => [x / width, y / height]);
  return [
    (box.x + box.width / 2) / width,
    (box.y + box.height / 2) / height,
    box.width / width,
    box.height / height,
  ];
};

const oneLine = (name: string): string => name.replace(/\s*[\r\n]+\s*/g, ' ');
