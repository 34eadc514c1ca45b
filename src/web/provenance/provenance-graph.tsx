import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { Provenance } from '../../shared/contract/pipelines.ts';
import { formatCount } from '../../shared/format-count.ts';
import { TimeAgo } from '../parts/time-ago.tsx';
import { layoutGraph, type Placed } from './layout-graph.ts';
import { nodeKinds } from './node-kinds.tsx';
import { nodeText } from './node-text.ts';
import s from './provenance.module.css';
import { stepInGraph } from './step-in-graph.ts';

const card = { width: 160, height: 74, across: 31, down: 14 };
const left = (column: number) => column * (card.width + card.across);
const top = (row: number, rowsHere: number, rows: number) =>
  (row + (rows - rowsHere) / 2) * (card.height + card.down);

/** The graph of what was made from what, left to right; arrows move along its edges. It opens at its start. */
export const ProvenanceGraph = ({
  graph,
  chosen,
  onChoose,
  onWalk,
}: {
  readonly graph: Provenance;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  /** A node that is chosen already was asked for again. */
  readonly onWalk: (id: string) => void;
}) => {
  const scroll = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutGraph(graph), [graph]);
  const rowsIn = (column: number) => layout.placed.filter((each) => each.column === column).length;
  const place = (each: Placed) => ({
    x: left(each.column),
    y: top(each.row, rowsIn(each.column), layout.rows),
  });
  const byId = new Map(layout.placed.map((each) => [each.id, each]));
  const width = left(layout.columns) - card.across;
  const height = layout.rows * (card.height + card.down) - card.down;
  const near = new Set(
    layout.edges.flatMap(({ from, to }) => (from === chosen ? [to] : to === chosen ? [from] : [])),
  );

  useLayoutEffect(() => {
    const box = scroll.current;
    const start = box?.querySelector<HTMLElement>('[data-start]');
    if (!box || !start || !graph.start) return;
    box.scrollLeft = start.offsetLeft + start.offsetWidth / 2 - box.clientWidth / 2;
    box.scrollTop = start.offsetTop + start.offsetHeight / 2 - box.clientHeight / 2;
  }, [graph.start]);

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = (document.activeElement as HTMLElement | null)?.dataset.node ?? '';
    const next = stepInGraph(layout, here, event.key);
    if (!next) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };

  return (
    // biome-ignore lint: arrows move between the nodes, each of which is a button
    <div ref={scroll} className={s.scroll} onKeyDown={onKey}>
      <div className={s.graph} style={{ width, height }} role="group" aria-label="Provenance graph">
        <svg width={width} height={height} aria-hidden>
          {layout.edges.map((edge) => {
            const a = byId.get(edge.from);
            const b = byId.get(edge.to);
            if (!a || !b) return null;
            const from = place(a);
            const to = place(b);
            const x1 = from.x + card.width;
            const y1 = from.y + card.height / 2;
            const y2 = to.y + card.height / 2;
            const bend = Math.max(24, (to.x - x1) / 2);
            const lit = edge.from === chosen || edge.to === chosen;
            return (
              <path
                key={`${edge.from} ${edge.to}`}
                data-lit={lit || undefined}
                d={`M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x - 5} ${y2}m-5 -4l5 4l-5 4`}
              />
            );
          })}
        </svg>
        {layout.placed.map((each) => {
          const { x, y } = place(each);
          const style = { left: x, top: y, width: card.width, height: card.height };
          if (each.type === 'more') {
            return (
              <div key={each.id} className={s.more} style={style}>
                and {formatCount(each.count)} more {nodeKinds[each.kind].many}
              </div>
            );
          }
          const { node } = each;
          return (
            <button
              key={each.id}
              type="button"
              className={s.node}
              style={style}
              data-node={node.id}
              data-type={node.type}
              data-start={node.id === graph.start || undefined}
              data-near={near.has(node.id) || undefined}
              aria-pressed={node.id === chosen}
              onClick={() => (node.id === chosen ? onWalk(node.id) : onChoose(node.id))}
            >
              <small>
                {nodeKinds[node.type].icon}
                {nodeKinds[node.type].name}
                {node.id === graph.start ? <i>start</i> : null}
              </small>
              <b>{nodeText(node)}</b>
              <small>
                {node.commit ? <code>{node.commit.slice(0, 8)}</code> : null}
                {node.taskId ? `task ${node.taskId}` : null}
                {node.time ? <TimeAgo time={node.time} /> : null}
              </small>
            </button>
          );
        })}
      </div>
    </div>
  );
};
