import { useInfiniteQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Delivery } from '../../shared/contract/webhooks.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { DeliveryRow } from './delivery-row.tsx';
import s from './webhooks.module.css';

/** Looks again when the next attempt is due, but not more often than every 1.5 s. */
const nextLook = (deliveries: readonly Delivery[]): number | false => {
  const due = deliveries.flatMap(({ next }) => (next === null ? [] : [Date.parse(next) - Date.now()]));
  return due.length === 0 ? false : Math.min(Math.max(Math.min(...due) + 500, 1_500), 30_000);
};

/** Every delivery of a webhook, the last first; it looks again by itself while one waits. */
export const DeliveriesPanel = ({ id, head }: { readonly id: string; readonly head: ReactNode }) => {
  const found = useInfiniteQuery({
    queryKey: ['webhooks', id, 'deliveries'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.webhooks.deliveries({
        params: { id },
        query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) => nextLook(state.data?.pages.flatMap(({ items }) => items) ?? []),
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  return (
    <Panel title="Deliveries" head={head}>
      {found.isPending ? <SkeletonRows count={3} height={46} /> : null}
      {found.data && items.length === 0 ? (
        <EmptyState icon={<Send />} title="Nothing was sent yet">
          The next commit that it is told of stands here, with what was sent and how it was answered. Send a
          test to try the receiver.
        </EmptyState>
      ) : null}
      <ol aria-label="Deliveries">
        {items.map((delivery) => (
          <DeliveryRow key={delivery.id} webhook={id} delivery={delivery} />
        ))}
      </ol>
      {found.hasNextPage ? (
        <div className={s.older}>
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Older deliveries
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};
