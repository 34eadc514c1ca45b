import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Editor } from '../../editor/editor.ts';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Keys } from '../parts/keys.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import s from './label-page.module.css';

const Regions = ({ editor }: { readonly editor: Editor | null }) => {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = host.current;
    if (!place || !editor) return;
    let ended = false;
    let list: { destroy(): void } | null = null;
    void import('../../editor/mount-region-list.ts').then(({ mountRegionList }) => {
      if (!ended) list = mountRegionList(place, editor);
    });
    return () => {
      ended = true;
      list?.destroy();
    };
  }, [editor]);
  return (
    <section className={s.regions} aria-label="Regions of this annotation">
      <h2>Regions</h2>
      <div ref={host} />
    </section>
  );
};

const shortResult = (result: readonly unknown[]): string =>
  result
    .map((item) => {
      const value = (item as { value?: Record<string, unknown> }).value ?? {};
      const list = Object.values(value).find((part) => Array.isArray(part) && typeof part[0] === 'string');
      return Array.isArray(list) ? list.join(', ') : '';
    })
    .filter(Boolean)
    .slice(0, 3)
    .join(' · ') || 'a labeling';

/** Who has labeled this task, what models suggest, and the regions of what is open. */
export const SidePanel = ({
  task,
  me,
  annotationId,
  editor,
  canAdd,
  onOpen,
}: {
  readonly task: TaskView;
  readonly me: string;
  readonly annotationId: string | null;
  readonly editor: Editor | null;
  readonly canAdd: boolean;
  readonly onOpen: (annotationId: string | null) => void;
}) => (
  <aside className={s.side} aria-label="Annotations and regions">
    <section className={s.section}>
      <h2>Annotations</h2>
      <div className={s.tabs} role="tablist" aria-label="Annotations" aria-orientation="vertical">
        {task.annotations.map((annotation) => (
          <button
            key={annotation.id}
            type="button"
            role="tab"
            className={s.tab}
            aria-selected={annotation.id === annotationId}
            onClick={() => onOpen(annotation.id)}
          >
            <Avatar name={annotation.author.name} size={20} />
            <span data-name>{annotation.author.id === me ? 'Yours' : annotation.author.name}</span>
            {annotation.skipped ? <Badge>skipped</Badge> : null}
            {annotation.committed ? null : <Badge tone="mark">new</Badge>}
            <small>
              <TimeAgo time={annotation.updated} />
            </small>
          </button>
        ))}
        {canAdd || annotationId === null ? (
          <button
            type="button"
            role="tab"
            className={s.tab}
            aria-selected={annotationId === null}
            onClick={() => onOpen(null)}
          >
            <Plus size={16} aria-hidden />
            <span data-name>New annotation</span>
          </button>
        ) : null}
      </div>
    </section>
    {task.predictions.length > 0 ? (
      <section className={s.section}>
        <h2>Suggestions</h2>
        {task.predictions.map((prediction, index) => (
          <div key={prediction.id} className={s.suggestion}>
            <span data-name>
              {shortResult(prediction.result)}
              <small>
                {prediction.modelVersion || 'suggested'}
                {prediction.score === null ? '' : `, ${Math.round(prediction.score * 100)} %`}
              </small>
            </span>
            {index === 0 ? <Keys chord="Alt+A" /> : null}
            <Button
              size="small"
              disabled={!editor}
              aria-label={`Use suggestion ${index + 1}`}
              onClick={() => editor?.core?.acceptPrediction(index)}
            >
              Use
            </Button>
          </div>
        ))}
      </section>
    ) : (
      <div />
    )}
    <Regions editor={editor} />
  </aside>
);
