import { Link } from '@tanstack/react-router';
import { likelyRange, percent } from './run-metrics.ts';
import s from './suggestions.module.css';

export type AccuracyPoint = {
  readonly run: string;
  /** The label commit that it was trained on. */
  readonly commit: string;
  readonly accuracy: number;
  /** How many held-out examples say so. */
  readonly examples: number;
  /** What always answering the commonest class would reach. */
  readonly majority: number | null;
  readonly agreement: { readonly shown: number; readonly agreed: number } | null;
};

const width = 720;
const height = 190;
const left = 52;
const right = 30;
const top = 14;
const bottom = 14;

const path = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Above its point, below it at the top of the chart; beside a lone one, whose band stands upright through it. */
const valuePlace = (x: number, y: number, isAlone: boolean) =>
  isAlone
    ? { x: x + 14, y: y + 4, textAnchor: 'start' as const }
    : { x, y: y + (y < top + 18 ? 18 : -10), textAnchor: 'middle' as const };

/**
 * Run by run, oldest first: the share of held-out labels that the model got right, within which it lies 19 times of
 * 20, and the share of its suggestions that people then left as they were.
 */
export const AccuracyChart = ({
  project,
  points,
}: {
  readonly project: string;
  readonly points: readonly AccuracyPoint[];
}) => {
  const ranges = points.map(({ accuracy, examples }) => likelyRange(accuracy, examples));
  const agreed = points.map(({ agreement }) => (agreement ? agreement.agreed / agreement.shown : null));
  const all = [...ranges.map(([low]) => low), ...points.map(({ majority }) => majority ?? 1), ...agreed];
  const low = Math.floor(Math.min(...all.map((value) => value ?? 1)) * 10) / 10;
  const step = (width - left - right) / Math.max(1, points.length - 1);
  const x = (index: number) => (points.length === 1 ? (left + width - right) / 2 : left + index * step);
  const y = (value: number) =>
    height - bottom - ((value - low) / Math.max(0.1, 1 - low)) * (height - top - bottom);
  const lineOf = (values: readonly (number | null)[]) =>
    path(values.flatMap((value, index) => (value === null ? [] : [[x(index), y(value)] as const])));
  const band = path([
    ...ranges.map(([, high], index) => [x(index), y(high)] as const),
    ...ranges.map(([lowest], index) => [x(index), y(lowest)] as const).reverse(),
  ]);
  const last = points.at(-1);
  const many = points.length > 12;
  return (
    <figure className={s.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Accuracy of ${points.length} runs: ${points.map(({ accuracy }) => percent(accuracy)).join(', ')}`}
      >
        {[low, (low + 1) / 2, 1].map((value) => (
          <g key={value}>
            <line x1={left - 8} x2={width} y1={y(value)} y2={y(value)} stroke="var(--lw-border)" />
            <text x={left - 14} y={y(value) + 4} textAnchor="end">
              {percent(value)}
            </text>
          </g>
        ))}
        {/* of one run the band is a line */}
        <path
          d={`${band}Z`}
          fill="var(--lw-accent-soft)"
          stroke={points.length === 1 ? 'var(--lw-accent-soft)' : 'none'}
          strokeWidth={8}
        />
        <path
          d={lineOf(points.map(({ majority }) => majority))}
          stroke="var(--lw-faint)"
          strokeDasharray="4 4"
        />
        <path d={lineOf(agreed)} stroke="var(--lw-ok)" strokeWidth={1.5} />
        <path d={lineOf(points.map(({ accuracy }) => accuracy))} stroke="var(--lw-accent)" strokeWidth={2} />
        {points.map((point, index) => {
          const share = agreed[index] ?? null;
          return (
            <g key={point.run}>
              {share !== null ? (
                <rect
                  x={x(index) - 3.5}
                  y={y(share) - 3.5}
                  width={7}
                  height={7}
                  fill="var(--lw-surface)"
                  stroke="var(--lw-ok)"
                  strokeWidth={1.5}
                />
              ) : null}
              <circle cx={x(index)} cy={y(point.accuracy)} r={4} fill="var(--lw-accent)" />
              {many && index !== points.length - 1 ? null : (
                <text className={s.value} {...valuePlace(x(index), y(point.accuracy), points.length === 1)}>
                  {percent(point.accuracy)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <ol
        className={s.ticks}
        style={{
          marginLeft: `${((x(0) - step / 2) / width) * 100}%`,
          width: `${((step * points.length) / width) * 100}%`,
        }}
        hidden={many || points.length < 2}
      >
        {points.map(({ run, commit, examples, agreement }) => (
          <li key={run}>
            <Link
              to="/projects/$id/provenance"
              params={{ id: project }}
              search={{ node: `run:${run}` }}
              title={`Trained on label commit ${commit}: where it came from, where it went`}
            >
              <code>{commit.slice(0, 8)}</code>
            </Link>
            <small>{examples} held out</small>
            <small>
              {agreement ? `${agreement.agreed} of ${agreement.shown} agreed` : 'not answered yet'}
            </small>
          </li>
        ))}
      </ol>
      <figcaption>
        <span>
          <i style={{ borderColor: 'var(--lw-accent)' }} /> right on held-out labels, and where that lies 19
          times of 20
        </span>
        {agreed.some((share) => share !== null) ? (
          <span>
            <i style={{ borderColor: 'var(--lw-ok)' }} /> suggestions that people left as they were
          </span>
        ) : null}
        {last?.majority === null ? null : (
          <span>
            <i style={{ borderColor: 'var(--lw-faint)', borderTopStyle: 'dashed' }} /> always the commonest
            class
          </span>
        )}
      </figcaption>
    </figure>
  );
};
