import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { Ellipsis, KeyRound, Pencil, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Webhook } from '../../shared/contract/webhooks.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { Menu } from '../parts/menu.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { toast } from '../parts/toast.tsx';
import { queries } from '../queries.ts';
import { Page } from '../shell/page.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { outcomeText, stateTones } from './outcome.ts';
import { scopeText } from './scope-text.ts';
import { secretAbout } from './secret-about.ts';
import { useProjectTitle } from './use-project-title.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import s from './webhooks.module.css';

type Doing = 'editing' | 'renewing' | 'removing' | null;

const OneWebhook = ({ id, webhook }: { readonly id: string; readonly webhook: Webhook }) => {
  const client = useQueryClient();
  const router = useRouter();
  const titleOf = useProjectTitle();
  const [doing, setDoing] = useState<Doing>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: ['webhooks'] });
  const test = useMutation({
    mutationFn: () => api.webhooks.test({ params: { id } }),
    onSettled: renew,
  });
  const close = () => setDoing(null);
  return (
    <Page
      title={webhook.url}
      above={<Link to="/webhooks">Webhooks</Link>}
      heading={
        <span className={s.heading}>
          {webhook.url} {webhook.is_active ? null : <Badge>off</Badge>}
        </span>
      }
      about={`Told of ${scopeText(webhook, titleOf)}${webhook.send_payload ? '' : ', but not what it was'}.`}
      actions={
        <>
          <Button variant="primary" icon={<Send />} busy={test.isPending} onClick={() => test.mutate()}>
            Send a test
          </Button>
          <Button icon={<Pencil />} onClick={() => setDoing('editing')}>
            Edit
          </Button>
          <Menu
            trigger={
              <IconButton label="More">
                <Ellipsis />
              </IconButton>
            }
            entries={[
              { type: 'action', label: 'New secret…', icon: <KeyRound />, run: () => setDoing('renewing') },
              {
                type: 'action',
                label: 'Delete…',
                icon: <Trash2 />,
                danger: true,
                run: () => setDoing('removing'),
              },
            ]}
          />
        </>
      }
    >
      {test.error ? <ErrorNote error={test.error} /> : null}
      <DeliveriesPanel
        id={id}
        head={
          <span data-push className={s.tested} role="status">
            {test.data ? (
              <>
                {outcomeText(test.data)}{' '}
                <Badge tone={stateTones[test.data.state]}>test {test.data.state}</Badge>
              </>
            ) : null}
          </span>
        }
      />
      {doing === 'editing' ? (
        <WebhookDialog
          webhook={webhook}
          title="Edit the webhook"
          confirm="Save"
          onClose={close}
          onSave={(body) => api.webhooks.update({ params: { id }, body })}
        />
      ) : null}
      <ConfirmDialog
        open={doing === 'renewing'}
        onClose={close}
        title="Make a new secret?"
        about="The old one signs nothing any more: until the receiver knows the new one, it will not believe what it is sent."
        confirm="Make a new secret"
        onConfirm={async () => setSecret((await api.webhooks.rotateSecret({ params: { id } })).secret)}
      />
      <ConfirmDialog
        open={doing === 'removing'}
        onClose={close}
        title="Delete this webhook?"
        about="What waits to be delivered and the log of deliveries go with it."
        confirm="Delete"
        onConfirm={async () => {
          await api.webhooks.remove({ params: { id } });
          await router.navigate({ to: '/webhooks' });
          client.removeQueries({ queryKey: ['webhooks', id] });
          await renew();
          toast('The webhook is deleted');
        }}
      />
      <SecretDialog
        rows={secret === null ? null : [{ name: 'Secret', value: secret }]}
        about={secretAbout}
        onClose={() => setSecret(null)}
      />
    </Page>
  );
};

/** One webhook: what it is told, a test of it, and every delivery with the way to send it again. */
export const WebhookPage = () => {
  const { id } = useParams({ from: '/in/app/webhooks/$id' });
  const found = useQuery(queries.webhook(id));
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={6} height={46} />;
  return <OneWebhook id={id} webhook={found.data} />;
};
