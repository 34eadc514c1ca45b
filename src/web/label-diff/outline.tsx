import type { Point } from '../../labels/geometry/point.ts';

/** The outline of a region over an image, in the image's pixels; a light line under it shows it on any ground. */
export const Outline = ({
  points,
  className,
  onChoose,
}: {
  readonly points: readonly Point[];
  readonly className: string | undefined;
  readonly onChoose?: (() => void) | undefined;
}) => {
  const line = points.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <g className={className} onClick={onChoose}>
      <polygon points={line} data-halo vectorEffect="non-scaling-stroke" />
      <polygon points={line} vectorEffect="non-scaling-stroke" />
    </g>
  );
};
