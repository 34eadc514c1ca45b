import type { Point } from '../../labels/geometry/point.ts';

/** Outlines of regions over an image, in its pixels; a light line under them shows them on any ground. */
export const Outline = ({
  outlines,
  className,
  onChoose,
}: {
  /** One or many: as one path they cost the same. */
  readonly outlines: readonly (readonly Point[])[];
  readonly className: string | undefined;
  readonly onChoose?: (() => void) | undefined;
}) => {
  const path = outlines.map((points) => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`).join('');
  return (
    <g className={className} onClick={onChoose}>
      <path d={path} data-halo vectorEffect="non-scaling-stroke" />
      <path d={path} vectorEffect="non-scaling-stroke" />
    </g>
  );
};
