import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Comment } from '../../shared/contract/project-review.ts';
import { api } from '../api.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import field from '../parts/field.module.css';
import { toastError } from '../parts/toast.tsx';
import { EntryAbout, EntryBy } from './side-entry.tsx';
import s from './side-panel.module.css';

/** Comments on a task; a new one is about the selected region, if there is one. */
export const CommentsPanel = ({
  project,
  task,
  annotation,
  region,
  nameOf,
  onShow,
}: {
  readonly project: string;
  readonly task: string;
  readonly annotation: string | null;
  /** The selected region. */
  readonly region: string | null;
  readonly nameOf: (region: string) => string;
  readonly onShow: (region: string) => void;
}) => {
  const client = useQueryClient();
  const params = { id: project, task };
  const queryKey = ['project', project, 'comments', task];
  const comments = useQuery({
    queryKey,
    queryFn: () => api.projects.comments({ params, query: {} }),
  });
  const [text, setText] = useState('');
  const renew = () => client.invalidateQueries({ queryKey });
  const add = useMutation({
    mutationFn: () =>
      api.projects.addComment({
        params,
        body: { text, annotationId: annotation, region: annotation === null ? null : region },
      }),
    onSuccess: () => {
      setText('');
      return renew();
    },
  });
  const resolve = useMutation({
    mutationFn: (comment: Comment) =>
      api.projects.resolveComment({
        params: { ...params, comment: comment.id },
        body: { resolved: comment.resolved === null },
      }),
    onError: toastError,
    onSettled: renew,
  });
  const send = () => {
    if (text.trim() && !add.isPending) add.mutate();
  };
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  const items = comments.data?.items ?? [];
  return (
    <div className={s.scroll}>
      {comments.isError ? <ErrorNote error={comments.error} /> : null}
      <ul className={s.comments} aria-label="Comments">
        {items.map((comment) => (
          <li key={comment.id} className={s.comment} data-settled={comment.resolved ? true : undefined}>
            <EntryBy name={comment.author.name} time={comment.created}>
              <IconButton
                label={comment.resolved ? 'Open again' : 'Settled'}
                size="small"
                onClick={() => resolve.mutate(comment)}
              >
                {comment.resolved ? <RotateCcw /> : <Check />}
              </IconButton>
            </EntryBy>
            {comment.region ? (
              <EntryAbout onShow={() => onShow(comment.region ?? '')}>on {nameOf(comment.region)}</EntryAbout>
            ) : null}
            <p className={s.text}>{comment.text}</p>
          </li>
        ))}
      </ul>
      {comments.data && items.length === 0 ? <p className={s.none}>No comments on this task.</p> : null}
      <div className={s.write}>
        <textarea
          className={field.input}
          rows={2}
          aria-label="New comment"
          placeholder={region && annotation ? `On ${nameOf(region)}` : 'On this task'}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
        />
        <Button size="small" busy={add.isPending} disabled={!text.trim()} onClick={send}>
          Comment
        </Button>
      </div>
      {add.error ? <ErrorNote error={add.error} /> : null}
    </div>
  );
};
