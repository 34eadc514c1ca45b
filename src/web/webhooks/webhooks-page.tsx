import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import type { ListedWebhook } from '../../shared/contract/webhooks.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Panel, Table } from '../parts/panel.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { queries } from '../queries.ts';
import { Page } from '../shell/page.tsx';
import { outcomeText, stateTones } from './outcome.ts';
import { scopeText } from './scope-text.ts';
import { secretAbout } from './secret-about.ts';
import { useProjectTitle } from './use-project-title.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import s from './webhooks.module.css';

const Row = ({
  webhook,
  titleOf,
}: {
  readonly webhook: ListedWebhook;
  readonly titleOf: (project: number) => string | undefined;
}) => {
  const last = webhook.last_delivery;
  return (
    <tr>
      <td className={s.address}>
        <Link to="/webhooks/$id" params={{ id: String(webhook.id) }}>
          {webhook.url}
        </Link>{' '}
        {webhook.is_active ? null : <Badge>off</Badge>}
        <small>{scopeText(webhook, titleOf)}</small>
      </td>
      <td className={s.last}>
        {last ? (
          <>
            <Badge tone={stateTones[last.state]}>{last.state}</Badge> <TimeAgo time={last.time} />
            <small>{outcomeText(last)}</small>
          </>
        ) : (
          <small>none yet</small>
        )}
      </td>
    </tr>
  );
};

/** Who outside is told of commits, and whether that arrives. */
export const WebhooksPage = () => {
  const webhooks = useQuery(queries.webhooks);
  const titleOf = useProjectTitle();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const items = webhooks.data?.items ?? [];
  const addButton = (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      Add a webhook
    </Button>
  );
  return (
    <Page
      title="Webhooks"
      about="Other programs are told of each commit that lands here: labels, files, models."
      actions={items.length > 0 ? addButton : undefined}
    >
      {webhooks.isError ? (
        <ErrorState error={webhooks.error} retry={() => void webhooks.refetch()} />
      ) : (
        <Panel>
          {webhooks.isPending ? <SkeletonRows count={3} height={58} /> : null}
          {webhooks.data && items.length === 0 ? (
            <EmptyState icon={<WebhookIcon />} title="Nobody is told of commits yet" actions={addButton}>
              A webhook sends a signed request to a URL of yours whenever a commit lands: to start a training
              elsewhere, to copy new labels, to tell a chat.
            </EmptyState>
          ) : null}
          {items.length > 0 ? (
            <Table label="Webhooks" columns={['Told', 'Last delivery']}>
              {items.map((webhook) => (
                <Row key={webhook.id} webhook={webhook} titleOf={titleOf} />
              ))}
            </Table>
          ) : null}
        </Panel>
      )}
      {adding ? (
        <WebhookDialog
          webhook={null}
          title="Add a webhook"
          confirm="Add the webhook"
          onClose={() => setAdding(false)}
          onSave={async (body) => setSecret((await api.webhooks.create({ body })).secret)}
        />
      ) : null}
      <SecretDialog
        rows={secret === null ? null : [{ name: 'Secret', value: secret }]}
        about={secretAbout}
        onClose={() => setSecret(null)}
      />
    </Page>
  );
};
