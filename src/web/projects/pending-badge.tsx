import { Badge } from '../parts/badge.tsx';
import { plural } from '../../shared/plural.ts';

type Pending = { readonly new: number; readonly changed: number; readonly retired: number };

export const countPending = (pending: Pending): number => pending.new + pending.changed + pending.retired;

/** How many labels wait for the next commit; nothing when none do. */
export const PendingBadge = ({ pending }: { readonly pending: Pending }) =>
  countPending(pending) === 0 ? null : (
    <Badge
      tone="mark"
      title={`${pending.new} new, ${pending.changed} changed, ${pending.retired} retired since the last label commit`}
    >
      {plural(countPending(pending), 'uncommitted', 'uncommitted')}
    </Badge>
  );
