import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import type { Delivery } from '../../shared/contract/webhooks.ts';
import { plural } from '../../shared/plural.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { OpeningRow } from '../parts/opening-row.tsx';
import { exactTime, TimeAgo } from '../parts/time-ago.tsx';
import { toastError } from '../parts/toast.tsx';
import { nextText, outcomeText, stateTones } from './outcome.ts';
import text from '../parts/log-text.module.css';
import s from './webhooks.module.css';

type Body = { readonly repo?: string; readonly branch?: string; readonly commit?: string };

const What = ({ delivery }: { readonly delivery: Delivery }) => {
  if (delivery.type === 'ping') return <>test</>;
  const { repo, branch, commit } = JSON.parse(delivery.body) as Body;
  // a webhook may be told no more than that there was a commit
  if (!repo || !commit) return <>commit</>;
  return (
    <Link to="/repos/$repo/$ref" params={{ repo, ref: commit }}>
      <code>
        {repo}@{branch}
      </code>{' '}
      <CommitHash id={commit} />
    </Link>
  );
};

/** One delivery: of what, how it went; opened, what was sent, what came back, and the way to send it again. */
export const DeliveryRow = ({
  webhook,
  delivery,
}: {
  readonly webhook: string;
  readonly delivery: Delivery;
}) => {
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => api.webhooks.redeliver({ params: { id: webhook, delivery: delivery.id } }),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const { state, attempt, next } = delivery;
  return (
    <OpeningRow
      what={`delivery ${delivery.id}`}
      head={
        <>
          <span className={s.state}>
            <Badge tone={stateTones[state]}>{state}</Badge>
          </span>
          <span className={s.what}>
            <What delivery={delivery} />
          </span>
          <span className={s.outcome}>
            {outcomeText(delivery)}
            {next && attempt > 0 ? ` Again ${nextText(next)}.` : ''}
          </span>
          <span className={s.when}>
            <TimeAgo time={delivery.time} />
          </span>
        </>
      }
    >
      <dl className={s.facts}>
        <dt>Answer</dt>
        <dd>
          {outcomeText(delivery)} <small>Beyond its status, an answer is not kept.</small>
        </dd>
        <dt>Attempts</dt>
        <dd>
          {plural(attempt, 'attempt')}
          {attempt > 0 ? `, the last ${exactTime(delivery.time)}` : ''}
          {next ? `; the next ${nextText(next)}` : ''}
        </dd>
        <dt>X-LW-Delivery</dt>
        <dd>
          <code>{delivery.id}</code>
        </dd>
      </dl>
      <pre className={`${text.text} ${s.body}`} tabIndex={0} aria-label="Body">
        {JSON.stringify(JSON.parse(delivery.body), null, 2)}
      </pre>
      <div className={s.line}>
        <Button size="small" icon={<RotateCw />} busy={again.isPending} onClick={() => again.mutate()}>
          Send again
        </Button>
        <CopyButton text={delivery.body} label="Copy the body as it is sent" iconOnly={false} />
      </div>
    </OpeningRow>
  );
};
