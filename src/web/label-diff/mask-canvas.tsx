import { useEffect, useRef } from 'react';
import type { Size } from '../../labels/geometry/point.ts';
import { maskRuns } from '../../labels/masks/mask-runs.ts';

/** A mask's longest side on the screen, in pixels: an image of any size costs the same. */
const longest = 900;

/** A brush mask over its image, in the colour of its text. */
export const MaskCanvas = ({
  rle,
  size,
  className,
}: {
  readonly rle: readonly number[];
  readonly size: Size;
  readonly className: string | undefined;
}) => {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const scale = Math.min(1, longest / Math.max(size.width, size.height));
    canvas.width = Math.max(1, Math.round(size.width * scale));
    canvas.height = Math.max(1, Math.round(size.height * scale));
    context.fillStyle = getComputedStyle(canvas).color;
    const { edges } = maskRuns(rle);
    context.beginPath();
    for (let index = 0; index < edges.length; index += 2) {
      const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? 0];
      for (let row = Math.floor(from / size.width); row * size.width < to; row += 1) {
        const start = Math.max(from - row * size.width, 0);
        const end = Math.min(to - row * size.width, size.width);
        context.rect(start * scale, row * scale, (end - start) * scale, scale);
      }
    }
    context.fill();
  }, [rle, size]);
  return <canvas ref={ref} className={className} aria-hidden />;
};
