import { Fragment } from 'react';
import { formatCount } from '../../shared/format-count.ts';
import { percent, type RunMetrics } from './run-metrics.ts';
import s from './suggestions.module.css';

/** How each class was found, and which was taken for which. */
export const RunScores = ({ metrics }: { readonly metrics: RunMetrics }) => {
  const { classes, confusion } = metrics;
  const most = Math.max(1, ...(confusion ?? []).flat());
  return (
    <div className={s.scores}>
      <table className={s.small} aria-label="Scores by class">
        <thead>
          <tr>
            {['Class', 'Examples', 'Precision', 'Recall', 'F1'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.slice(0, 30).map((each) => (
            <tr key={each.name}>
              <th scope="row">{each.name}</th>
              <td>{formatCount(each.support)}</td>
              <td>{percent(each.precision)}</td>
              <td>{percent(each.recall)}</td>
              <td>{percent(each.f1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {confusion && classes.length > 1 && classes.length <= 12 ? (
        <div
          className={s.confusion}
          role="img"
          aria-label={classes
            .map(
              (truth, row) =>
                `${truth.name}: ${classes.map((taken, column) => `${confusion[row]?.[column] ?? 0} as ${taken.name}`).join(', ')}`,
            )
            .join('; ')}
          style={{ gridTemplateColumns: `auto repeat(${classes.length}, minmax(38px, 1fr))` }}
        >
          <small>labeled ↓ suggested →</small>
          {classes.map((each) => (
            <small key={each.name}>{each.name}</small>
          ))}
          {classes.map((truth, row) => (
            <Fragment key={truth.name}>
              <small>{truth.name}</small>
              {classes.map((taken, column) => {
                const count = confusion[row]?.[column] ?? 0;
                const tone = row === column ? 'var(--lw-ok)' : 'var(--lw-danger)';
                return (
                  <span
                    key={taken.name}
                    style={{
                      background:
                        count === 0
                          ? 'var(--lw-surface-2)'
                          : `color-mix(in srgb, ${tone} ${Math.round(12 + (count / most) * 40)}%, var(--lw-surface))`,
                    }}
                  >
                    {formatCount(count)}
                  </span>
                );
              })}
            </Fragment>
          ))}
        </div>
      ) : null}
    </div>
  );
};
