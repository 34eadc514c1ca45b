import type { Box, Point, Size } from './point.ts';

export type RotatedBox = Box & { readonly rotation?: number };

/**
 * The corners of a result's rectangle in pixels, from its own top left clockwise. The rectangle is in percent of
 * `image`, its rotation in degrees clockwise about the top left; angles are right only in pixels.
 */
export const rectangleCorners = (box: RotatedBox, image: Size): readonly Point[] => {
  const [x, y] = [(box.x * image.width) / 100, (box.y * image.height) / 100];
  const [w, h] = [(box.width * image.width) / 100, (box.height * image.height) / 100];
  const angle = ((box.rotation ?? 0) * Math.PI) / 180;
  // Exact for boxes that are not rotated.
  const [cos, sin] = angle === 0 ? [1, 0] : [Math.cos(angle), Math.sin(angle)];
  return [
    [x, y],
    [x + w * cos, y + w * sin],
    [x + w * cos - h * sin, y + w * sin + h * cos],
    [x - h * sin, y + h * cos],
  ];
};
