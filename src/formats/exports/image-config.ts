import type { Config, ConfigObject } from '../../labels/config/config.ts';
import { attributeOf } from '../../labels/config/config-node.ts';

export type ImageNeeds = {
  /** What the format takes, in words, for the reason: "boxes". */
  readonly what: string;
  /** Tools, lower-case and without `labels`: with labels of their own, or beside a Labels control. */
  readonly shapes: readonly string[];
};

/** The one image that the format's regions are on, or why there is none. */
export const imageOf = (config: Config, { what, shapes }: ImageNeeds): ConfigObject | string => {
  const controls = [...config.controls.values()];
  const names = controls
    .filter(({ tag }) => shapes.some((shape) => tag === `${shape}labels` || tag === shape))
    .flatMap(({ toNames }) => toNames);
  const images = [...config.objects.values()].filter(
    ({ tag, name }) => tag === 'image' && names.includes(name),
  );
  const [image] = images;
  const isNamed = controls.some(
    ({ tag, toNames }) =>
      toNames.includes(image?.name ?? '') &&
      (tag === 'labels' || shapes.some((shape) => tag === `${shape}labels`)),
  );
  if (image === undefined || !isNamed) return `it needs an Image with ${what}`;
  if (images.length > 1) return 'it needs one Image; this config has several with regions';
  if (attributeOf(image.node, 'valuelist') !== undefined)
    return 'images of several pages cannot be written in this format';
  return image;
};

/** For a format's `whyNot`. */
export const whyNoImage = (config: Config, needs: ImageNeeds): string | null => {
  const image = imageOf(config, needs);
  return typeof image === 'string' ? image : null;
};
