import { percent } from './run-metrics.ts';
import s from './suggestions.module.css';

export type AccuracyPoint = {
  readonly run: string;
  readonly accuracy: number;
  readonly majority: number | null;
  readonly commit: string;
};

const width = 420;
const height = 120;
const pad = 12;

/** Accuracy of the runs, oldest first, over the line that always answering the commonest class would reach. */
export const AccuracyChart = ({ points }: { readonly points: readonly AccuracyPoint[] }) => {
  const values = points.flatMap((point) => [point.accuracy, point.majority ?? point.accuracy]);
  const low = Math.max(0, Math.floor((Math.min(...values) - 0.05) * 10) / 10);
  const x = (index: number) =>
    points.length === 1 ? width / 2 : pad + (index / (points.length - 1)) * (width - 2 * pad);
  const y = (value: number) => height - pad - ((value - low) / (1 - low)) * (height - 2 * pad);
  const line = (value: (point: AccuracyPoint) => number) =>
    points.map((point, index) => `${x(index)},${y(value(point))}`).join(' ');
  const last = points.at(-1);
  return (
    <figure className={s.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Accuracy of ${points.length} runs, last ${last ? percent(last.accuracy) : 'none'}`}
      >
        {[low, (low + 1) / 2, 1].map((value) => (
          <line key={value} x1={0} x2={width} y1={y(value)} y2={y(value)} stroke="var(--lw-border)" />
        ))}
        <polyline
          points={line((point) => point.majority ?? low)}
          fill="none"
          stroke="var(--lw-faint)"
          strokeDasharray="4 4"
        />
        <polyline
          points={line((point) => point.accuracy)}
          fill="none"
          stroke="var(--lw-accent)"
          strokeWidth={2}
        />
        {points.map((point, index) => (
          <circle key={point.run} cx={x(index)} cy={y(point.accuracy)} r={3.5} fill="var(--lw-accent)">
            <title>
              {percent(point.accuracy)}, trained on {point.commit.slice(0, 8)}
            </title>
          </circle>
        ))}
      </svg>
      <figcaption>
        <span>
          <i style={{ borderColor: 'var(--lw-accent)' }} /> accuracy
        </span>
        <span>
          <i style={{ borderColor: 'var(--lw-faint)', borderTopStyle: 'dashed' }} /> always the commonest
          class
        </span>
        <span className={s.range}>
          {percent(low)} to {percent(1)}
        </span>
      </figcaption>
    </figure>
  );
};
