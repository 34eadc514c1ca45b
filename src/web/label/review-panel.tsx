import { useMutation } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../shared/contract/project-tasks.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import field from '../parts/field.module.css';
import { Keys } from '../parts/keys.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast } from '../parts/toast.tsx';
import s from './label-page.module.css';

type Decision = 'accepted' | 'rejected' | null;

/** A reviewer's decision on the annotation that is open, by buttons or by Alt+Y and Alt+N. */
export const ReviewPanel = ({
  project,
  annotation,
  edited,
  onReviewed,
}: {
  readonly project: string;
  readonly annotation: Annotation;
  /** There are changes that were not sent yet. */
  readonly edited: boolean;
  readonly onReviewed: (annotation: Annotation) => void;
}) => {
  const [rejecting, setRejecting] = useState(false);
  const [comment, setComment] = useState('');
  // Until the next annotation is here, keys must not decide on this one again.
  const [decided, setDecided] = useState(false);
  const review = useMutation({
    mutationFn: (decision: Decision) =>
      api.projects.review({
        params: { id: project, annotation: annotation.id },
        body: { decision, comment: decision === 'rejected' ? comment : '', ifVersion: annotation.version },
      }),
    onSuccess: (made) => {
      setDecided(made.review !== null);
      setRejecting(false);
      setComment('');
      onReviewed(made);
    },
  });
  const decide = (decision: Decision) => {
    if (review.isPending || (decided && decision !== null)) return;
    if (edited && decision === 'accepted') {
      toast('You changed this annotation. Choose Update (Ctrl+Enter), then accept it');
      return;
    }
    review.mutate(decision);
  };
  const acts = useRef({ accept: () => undefined as void, reject: () => undefined as void });
  acts.current = { accept: () => decide('accepted'), reject: () => setRejecting(!decided) };
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.code === 'KeyY') acts.current.accept();
      else if (event.code === 'KeyN') acts.current.reject();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const onField = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape') setRejecting(false);
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      decide('rejected');
    }
  };
  const { review: made } = annotation;
  return (
    <section className={s.section} aria-label="Review">
      <h2>Review</h2>
      {made ? (
        <div className={s.decision}>
          <p>
            <Badge tone={made.decision === 'accepted' ? 'ok' : 'danger'}>{made.decision}</Badge> by{' '}
            {made.by.name} <TimeAgo time={made.at} />
          </p>
          {made.comment ? <p>“{made.comment}”</p> : null}
          <Button size="small" busy={review.isPending} onClick={() => decide(null)}>
            Take it back
          </Button>
        </div>
      ) : rejecting ? (
        <div className={s.decision}>
          <textarea
            className={field.input}
            aria-label="What is wrong"
            placeholder="What is wrong? The author reads it."
            rows={3}
            // biome-ignore lint: opened by a key that asked for it
            autoFocus
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            onKeyDown={onField}
          />
          <div className={s.pair}>
            <Button size="small" variant="quiet" onClick={() => setRejecting(false)}>
              Cancel
            </Button>
            <Button size="small" variant="danger" busy={review.isPending} onClick={() => decide('rejected')}>
              Reject <Keys chord="Enter" />
            </Button>
          </div>
        </div>
      ) : (
        <div className={s.pair} data-even>
          <Button
            size="small"
            icon={<Check />}
            busy={review.isPending}
            disabled={decided}
            onClick={() => decide('accepted')}
          >
            Accept <Keys chord="Alt+Y" />
          </Button>
          <Button
            size="small"
            icon={<X />}
            disabled={review.isPending || decided}
            onClick={() => setRejecting(true)}
          >
            Reject <Keys chord="Alt+N" />
          </Button>
        </div>
      )}
      {review.error ? <ErrorNote error={review.error} /> : null}
    </section>
  );
};
