import type { ExportFormat } from '../export-format.ts';
import { imageOf, type ImageNeeds, whyNoImage } from './image-config.ts';
import { type ImageRegion, type ImageTask, imageTasks } from './image-regions.ts';
import { countLeftOut } from './left-out.ts';
import { uniqueNames, withoutExtension } from './media-path.ts';
import { textBytes } from './text-chunks.ts';

const needs: ImageNeeds = {
  what: 'boxes, polygons, ellipses or masks',
  shapes: ['rectangle', 'polygon', 'ellipse', 'brush'],
};

/**
 * `Annotations/<image>.xml` for each image with regions; each region is the upright box around it, in whole pixels,
 * by its first label. `notes.json` counts what was left out, where anything was.
 */
export const vocFormat: ExportFormat = {
  name: 'VOC',
  title: 'Pascal VOC',
  description: 'An XML file for each image with its boxes in pixels.',
  extension: '.zip',
  isFolder: true,
  mediaType: 'application/zip',
  whyNot: (config) => whyNoImage(config, needs),
  write: async function* (input) {
    const object = imageOf(input.config, needs);
    if (typeof object === 'string') throw new Error(`not a config for VOC: ${object}`);
    const leftOut = countLeftOut();
    const unique = uniqueNames();
    for await (const image of imageTasks(input, object, leftOut)) {
      if (image.regions.length === 0) continue;
      for (const { labels } of image.regions)
        for (const _ of labels.slice(1)) leftOut.add('second labels of a region');
      const name = unique(withoutExtension(image.path), image.task.file.key.slice(0, 8));
      yield { type: 'bytes', path: `Annotations/${name}.xml`, bytes: textBytes(document(image)) };
    }
    const left_out = leftOut.counts();
    if (left_out !== undefined)
      yield {
        type: 'bytes',
        path: 'notes.json',
        bytes: textBytes(`${JSON.stringify({ left_out }, null, 2)}\n`),
      };
  },
};

const document = ({ path, size, regions, annotators }: ImageTask): string => {
  const steps = path.split('/');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<annotation>',
    tag('folder', steps.slice(0, -1).join('/') || 'images'),
    tag('filename', steps.at(-1) ?? ''),
    '<source>',
    tag('database', 'Unknown'),
    tag('annotator', [...new Set(annotators)].join(', ')),
    '</source>',
    '<size>',
    tag('width', size?.width ?? 0),
    tag('height', size?.height ?? 0),
    tag('depth', 3),
    '</size>',
    tag('segmented', 0),
    ...regions.flatMap(object),
    '</annotation>',
    '',
  ].join('\n');
};

const object = ({ form: { box }, labels: [name] }: ImageRegion): readonly string[] => {
  const [left, top] = [Math.trunc(box.x), Math.trunc(box.y)];
  return [
    '<object>',
    tag('name', name),
    tag('pose', 'Unspecified'),
    tag('truncated', 0),
    tag('difficult', 0),
    '<bndbox>',
    tag('xmin', left),
    tag('ymin', top),
    tag('xmax', left + Math.trunc(box.width)),
    tag('ymax', top + Math.trunc(box.height)),
    '</bndbox>',
    '</object>',
  ];
};

const tag = (name: string, value: string | number): string =>
  `<${name}>${escapeXml(String(value))}</${name}>`;

const escapeXml = (text: string): string =>
  text
    // Characters that XML 1.0 cannot hold in any form.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
