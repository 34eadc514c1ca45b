import s from './skeleton.module.css';

export const Skeleton = ({
  width = '100%',
  height = 14,
}: {
  readonly width?: number | string;
  readonly height?: number | string;
}) => <span className={s.bar} style={{ width, height }} aria-hidden />;

const widths = ['46%', '62%', '38%', '55%', '49%', '66%', '41%', '58%'];

/** Rows of the same height as the list that will take their place, so nothing jumps. */
export const SkeletonRows = ({
  count = 8,
  height = 40,
}: {
  readonly count?: number;
  readonly height?: number;
}) => (
  <div className={s.rows} role="status" aria-label="Loading">
    {Array.from({ length: count }, (_, index) => (
      <div className={s.row} style={{ height }} key={index}>
        <Skeleton width={16} height={16} />
        <Skeleton width={widths[index % widths.length] ?? '50%'} />
      </div>
    ))}
  </div>
);
