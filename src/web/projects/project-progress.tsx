import { Progress } from '../parts/progress.tsx';

type Counts = { readonly tasks: number; readonly labeled: number; readonly skipped: number };

export const percentDone = (counts: Counts): number =>
  counts.tasks === 0 ? 0 : Math.floor(((counts.labeled + counts.skipped) / counts.tasks) * 100);

/** Labeled and skipped out of all. */
export const ProjectProgress = ({ counts }: { readonly counts: Counts }) => (
  <Progress
    label="Labeled tasks"
    total={counts.tasks}
    parts={[
      { value: counts.labeled, color: 'var(--lw-ok)', label: 'labeled' },
      { value: counts.skipped, color: 'var(--lw-faint)', label: 'skipped' },
    ]}
  />
);
