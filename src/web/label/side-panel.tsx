import { Plus } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/editor.ts';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import { type ShownResult, wordsOf } from '../../shared/label-diff/result-text.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Keys } from '../parts/keys.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { Segments } from '../parts/tabs.tsx';
import { BlamePanel } from './blame-panel.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import s from './label-page.module.css';
import v from './side-panel.module.css';

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
      <div ref={host} />
    </section>
  );
};

type View = 'regions' | 'history' | 'comments';

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

/** The regions of what is open as people tell them apart: `2 · Car`. */
const namesOf = (editor: Editor | null) => (region: string) => {
  const ids: string[] = [];
  let words = '';
  for (const result of editor?.results() ?? []) {
    const { id } = result as ShownResult;
    if (id === undefined) continue;
    if (!ids.includes(id)) ids.push(id);
    if (id === region) words ||= wordsOf(result as ShownResult).join(', ');
  }
  const at = ids.indexOf(region);
  return at < 0 ? `region ${region}` : [`${at + 1}`, words].filter(Boolean).join(' · ');
};

/** Who has labeled this task, what models suggest; and the regions, their history and comments of what is open. */
export const SidePanel = ({
  project,
  task,
  me,
  annotationId,
  editor,
  selected,
  canAdd,
  maySeeHistory,
  review,
  onOpen,
}: {
  readonly project: string;
  readonly task: TaskView;
  readonly me: string;
  readonly annotationId: string | null;
  readonly editor: Editor | null;
  /** The region selected last. */
  readonly selected: string | null;
  readonly canAdd: boolean;
  readonly maySeeHistory: boolean;
  readonly review: ReactNode;
  readonly onOpen: (annotationId: string | null) => void;
}) => {
  const [view, setView] = useState<View>('regions');
  const about = {
    project,
    task: task.id,
    annotation: annotationId,
    region: selected,
    nameOf: namesOf(editor),
    onShow: (region: string) => editor?.core?.session.selection.set([region]),
  };
  return (
    <aside className={s.side} aria-label="Annotations and regions">
      <section className={s.section}>
        <h2>Annotations</h2>
        <div className={s.tabs} role="group" aria-label="Annotations">
          {task.annotations.map((annotation) => (
            <button
              key={annotation.id}
              type="button"
              className={s.tab}
              aria-pressed={annotation.id === annotationId}
              onClick={() => onOpen(annotation.id)}
            >
              <Avatar name={annotation.author.name} size={20} />
              <span data-name>{annotation.author.id === me ? 'Yours' : annotation.author.name}</span>
              {annotation.skipped ? (
                <Badge {...(annotation.skipReason ? { title: annotation.skipReason } : {})}>skipped</Badge>
              ) : null}
              {annotation.review ? (
                <Badge tone={annotation.review.decision === 'accepted' ? 'ok' : 'danger'}>
                  {annotation.review.decision}
                </Badge>
              ) : null}
              {annotation.committed ? null : <Badge tone="mark">new</Badge>}
              <small>
                <TimeAgo time={annotation.updated} />
              </small>
            </button>
          ))}
          {canAdd || annotationId === null ? (
            <button
              type="button"
              className={s.tab}
              aria-pressed={annotationId === null}
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
      ) : null}
      {review}
      <div className={v.views}>
        <Segments<View>
          label="Shown below"
          value={view}
          onChange={setView}
          options={[
            { value: 'regions', label: 'Regions' },
            ...(maySeeHistory ? [{ value: 'history', label: 'History' } as const] : []),
            {
              value: 'comments',
              label: 'Comments',
              ...(task.comments > 0 ? { count: String(task.comments) } : {}),
            },
          ]}
        />
      </div>
      {view === 'regions' ? <Regions editor={editor} /> : null}
      {view === 'history' ? <BlamePanel {...about} /> : null}
      {view === 'comments' ? <CommentsPanel {...about} /> : null}
    </aside>
  );
};
