import type { Shape } from './result-text.ts';

/** The outline of a region over an image, in an SVG of 100 by 100. */
export const Outline = ({
  shape,
  color,
  dashed,
}: {
  readonly shape: Shape;
  readonly color: string;
  readonly dashed: boolean;
}) => {
  const look = {
    fill: color,
    fillOpacity: 0.1,
    stroke: color,
    strokeWidth: 2,
    vectorEffect: 'non-scaling-stroke' as const,
    ...(dashed ? { strokeDasharray: '5 4' } : {}),
  };
  if (shape.type === 'ellipse') {
    const [[cx, cy] = [0, 0], [rx, ry] = [0, 0]] = shape.points;
    return <ellipse cx={cx} cy={cy} rx={rx} ry={ry} {...look} />;
  }
  return <polygon points={shape.points.map((point) => point.join(',')).join(' ')} {...look} />;
};
