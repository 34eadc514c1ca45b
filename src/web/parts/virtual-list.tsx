import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

type VirtualListProps<T> = {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly rowHeight: number;
  readonly render: (item: T, index: number) => ReactNode;
  /** The list scrolls inside this height; less when it has fewer rows. */
  readonly maxHeight: string;
  /** The row that is chosen by keys: it is brought into view. */
  readonly chosen?: number;
  /** Called when the last rows come into view. */
  readonly onEnd?: () => void;
  readonly label: string;
};

/** Rows of one height, of which only those in view are in the page: 100,000 scroll like 100. */
export const VirtualList = <T,>({
  items,
  keyOf,
  rowHeight,
  render,
  maxHeight,
  chosen,
  onEnd,
  label,
}: VirtualListProps<T>) => {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  useEffect(() => {
    if (chosen !== undefined) rows.scrollToIndex(chosen);
  }, [chosen, rows]);
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 20 && items.length > 0) onEnd?.();
  }, [last, items.length, onEnd]);
  return (
    <div
      ref={scroller}
      role="list"
      aria-label={label}
      style={{ maxHeight, overflow: 'auto', contain: 'content' }}
    >
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {shown.map((row) => {
          const item = items[row.index];
          return item === undefined ? null : (
            <div
              role="listitem"
              key={row.key}
              style={{
                position: 'absolute',
                inset: '0 0 auto 0',
                height: rowHeight,
                transform: `translateY(${row.start}px)`,
              }}
            >
              {render(item, row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
};
