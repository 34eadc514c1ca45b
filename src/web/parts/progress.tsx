import s from './small.module.css';

export type ProgressPart = { readonly value: number; readonly color: string; readonly label: string };

/** A bar of one or more parts of `total`; read out as its first part. */
export const Progress = ({
  total,
  parts,
  label,
}: {
  readonly total: number;
  readonly parts: readonly ProgressPart[];
  readonly label: string;
}) => (
  <div
    className={s.progress}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={total}
    aria-valuenow={parts[0]?.value ?? 0}
    aria-valuetext={parts.map((part) => `${part.value} ${part.label}`).join(', ')}
  >
    {parts.map((part) => (
      <i
        key={part.label}
        title={`${part.value} ${part.label}`}
        style={{ width: total > 0 ? `${(part.value / total) * 100}%` : 0, background: part.color }}
      />
    ))}
  </div>
);
