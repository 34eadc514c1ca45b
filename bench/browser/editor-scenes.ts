/** What the editor is measured with: tasks made by rule, the same for every editor in the run. */
import { encodeMask } from '../../src/labels/masks/encode-mask.ts';

export type Scene = {
  readonly config: string;
  /** Of the picture that the page paints before; undefined for a text. */
  readonly picture?: { readonly width: number; readonly height: number };
  readonly text?: string;
  readonly results: readonly Record<string, unknown>[];
  /** A place on a region near the middle, in pixels of the picture. */
  readonly grip?: { readonly x: number; readonly y: number };
  readonly regions: number;
  /** Regions are masks: more are painted, and parts taken away. */
  readonly paints?: true;
};

const result = (id: string, tag: string, size: { width: number; height: number }, value: object) => ({
  id,
  from_name: 'label',
  to_name: 'object',
  type: tag.toLowerCase(),
  original_width: size.width,
  original_height: size.height,
  image_rotation: 0,
  value,
});

const imageConfig = (tag: string): string => `<View>
  <Image name="object" value="$image" zoom="true"/>
  <${tag} name="label" toName="object"><Label value="Cat" background="#e8590c"/><Label value="Dog" background="#4c6ef5"/></${tag}>
</View>`;

/** Upright boxes in a grid over 12 megapixels. */
export const boxScene = (count: number): Scene => {
  const picture = { width: 4000, height: 3000 };
  const across = Math.ceil(Math.sqrt(count));
  const step = 98 / across;
  const side = step * 0.7;
  const results = Array.from({ length: count }, (_, i) =>
    result(`b${i}`, 'RectangleLabels', picture, {
      x: 1 + (i % across) * step,
      y: 1 + Math.floor(i / across) * step,
      width: side,
      height: side,
      rotation: 0,
      rectanglelabels: [i % 2 ? 'Cat' : 'Dog'],
    }),
  );
  const middle = Math.floor(Math.ceil(count / across) / 2) * across + Math.floor(across / 2);
  const { x, y } = (results[Math.min(middle, count - 1)] ?? { value: {} }).value as { x: number; y: number };
  const grip = { x: ((x + side / 2) / 100) * picture.width, y: ((y + side / 2) / 100) * picture.height };
  return { config: imageConfig('RectangleLabels'), picture, results, grip, regions: count };
};

/** Polygons of `points` corners each, in a grid. */
export const polygonScene = (count: number, points: number): Scene => {
  const picture = { width: 4000, height: 3000 };
  const across = Math.ceil(Math.sqrt(count));
  const step = 98 / across;
  const center = (i: number) => ({
    x: 1 + (i % across) * step + step / 2,
    y: 1 + Math.floor(i / across) * step + step / 2,
  });
  const results = Array.from({ length: count }, (_, i) => {
    const { x, y } = center(i);
    const corners = Array.from({ length: points }, (_, k) => {
      const angle = (k / points) * 2 * Math.PI;
      const far = step * (0.34 + 0.08 * Math.sin(angle * 7 + i));
      return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    });
    return result(`p${i}`, 'PolygonLabels', picture, {
      points: corners,
      closed: true,
      polygonlabels: [i % 2 ? 'Cat' : 'Dog'],
    });
  });
  const { x, y } = center(Math.floor(across / 2) * across + Math.floor(across / 2));
  const grip = { x: (x / 100) * picture.width, y: (y / 100) * picture.height };
  return { config: imageConfig('PolygonLabels'), picture, results, grip, regions: count };
};

const stripeAt = (mask: number, stripe: number, y: number, width: number, count: number): number =>
  Math.round(200 + ((stripe + mask / count) * (width - 500)) / 3 + 30 * (1 + Math.sin(y / 60 + mask)));

/** Masks, each of them wavy stripes over nearly the whole of 12 megapixels. */
export const maskScene = (count: number): Scene => {
  const picture = { width: 4000, height: 3000 };
  const { width, height } = picture;
  const results = Array.from({ length: count }, (_, i) => {
    const edges: number[] = [];
    for (let y = 150; y < height - 150; y++)
      for (let k = 0; k < 3; k++) {
        const begin = y * width + stripeAt(i, k, y, width, count);
        edges.push(begin, begin + 40);
      }
    return result(`m${i}`, 'BrushLabels', picture, {
      format: 'rle',
      rle: encodeMask({ pixels: width * height, edges }),
      brushlabels: [i % 2 ? 'Cat' : 'Dog'],
    });
  });
  // On the first stripe of the last mask.
  const grip = { x: stripeAt(count - 1, 0, 1500, width, count) + 20, y: 1500 };
  return { config: imageConfig('BrushLabels'), picture, results, grip, regions: count, paints: true };
};

/** Masks, each of them a disc over a third of 12 megapixels, one over the other. */
export const filledMaskScene = (count: number): Scene => {
  const picture = { width: 4000, height: 3000 };
  const { width, height } = picture;
  const radius = 1100;
  const results = Array.from({ length: count }, (_, i) => {
    const center = { x: 1150 + (i * 1700) / count, y: 1150 + ((i * 7) % count) * (700 / count) };
    const edges: number[] = [];
    for (let y = Math.ceil(center.y - radius); y < Math.min(height, center.y + radius); y++) {
      const half = Math.sqrt(radius ** 2 - (y - center.y) ** 2);
      edges.push(y * width + Math.round(center.x - half), y * width + Math.round(center.x + half) + 1);
    }
    return result(`m${i}`, 'BrushLabels', picture, {
      format: 'rle',
      rle: encodeMask({ pixels: width * height, edges }),
      brushlabels: [i % 2 ? 'Cat' : 'Dog'],
    });
  });
  const grip = { x: 2000, y: 1500 };
  return { config: imageConfig('BrushLabels'), picture, results, grip, regions: count, paints: true };
};

/** Spans over a text of so many characters, some of them overlapping. */
export const spanScene = (count: number, characters: number): Scene => {
  const words =
    'the quick brown fox jumps over the lazy dog and runs away from seven hungry wolves in winter';
  let text = '';
  while (text.length < characters) text += `${text.length % 7 < 5 ? words : words.slice(0, 40)}.\n`;
  text = text.slice(0, characters);
  const step = Math.floor(characters / count);
  const results = Array.from({ length: count }, (_, i) => {
    const start = i * step;
    const end = Math.min(characters, start + Math.round(step * (i % 5 === 0 ? 1.3 : 0.5)));
    return {
      id: `s${i}`,
      from_name: 'label',
      to_name: 'object',
      type: 'labels',
      value: { start, end, text: text.slice(start, end), labels: [i % 2 ? 'Person' : 'Place'] },
    };
  });
  const config = `<View>
  <Labels name="label" toName="object"><Label value="Person" background="#4c6ef5"/><Label value="Place" background="#e8590c"/></Labels>
  <Text name="object" value="$text"/>
</View>`;
  return { config, text, results, regions: count };
};
