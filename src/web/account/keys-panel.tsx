import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Key } from '../../shared/contract/accounts.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Panel, Table } from '../parts/panel.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast } from '../parts/toast.tsx';
import { queries } from '../queries.ts';

type Made = Key & { readonly secret: string };
type Kind = Key['kind'];

const kindNames: Readonly<Record<Kind, string>> = {
  token: 'Token',
  s3: 'S3 key pair',
  personal: 'Personal token',
};
const lifetimes = [
  { value: '', label: 'Never' },
  { value: '86400', label: 'In a day' },
  { value: '2592000', label: 'In 30 days' },
  { value: '31536000', label: 'In a year' },
];

const secretsOf = (made: Made) =>
  made.accessKeyId
    ? [
        { name: 'Access key ID', value: made.accessKeyId },
        { name: 'Secret access key', value: made.secret },
      ]
    : [{ name: kindNames[made.kind], value: made.secret }];

const NewKeyDialog = ({
  open,
  onClose,
  onMade,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onMade: (made: Made) => void;
}) => {
  const [kind, setKind] = useState<Kind>('token');
  const [title, setTitle] = useState('');
  const [lifetime, setLifetime] = useState('');
  const make = useMutation({
    mutationFn: () =>
      api.accounts.createKey({
        body: { kind, title, ...(lifetime ? { expiresInSeconds: Number(lifetime) } : {}) },
      }),
    onSuccess: (made) => {
      setTitle('');
      onClose();
      onMade(made);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="New key"
      onSubmit={() => make.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={make.isPending}>
            Make the key
          </Button>
        </>
      }
    >
      <SelectField
        label="Kind"
        value={kind}
        onChange={(event) => setKind(event.target.value as Kind)}
        hint={
          {
            token: 'For the API and the command line. S3 tools take it as both keys.',
            s3: 'An access key ID and its secret, for S3 tools.',
            personal: 'Exchanged for short-lived access tokens, as Label Studio’s SDK does.',
          }[kind]
        }
        options={(['token', 's3', 'personal'] as const).map((value) => ({ value, label: kindNames[value] }))}
      />
      <TextField
        label="What is it for?"
        autoFocus
        maxLength={100}
        placeholder="notebook, rclone on the NAS, …"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <SelectField
        label="Expires"
        value={lifetime}
        options={lifetimes}
        onChange={(event) => setLifetime(event.target.value)}
      />
      {make.error ? <ErrorNote error={make.error} /> : null}
    </Dialog>
  );
};

const stateOf = (key: Key): { text: string; tone: 'ok' | 'plain' | 'danger' } =>
  key.revoked
    ? { text: 'revoked', tone: 'plain' }
    : key.expires && Date.parse(key.expires) < Date.now()
      ? { text: 'expired', tone: 'danger' }
      : { text: 'active', tone: 'ok' };

/** One's own tokens and S3 key pairs. */
export const KeysPanel = () => {
  const client = useQueryClient();
  const keys = useQuery(queries.keys);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [asking, setAsking] = useState<{ key: Key; verb: 'rotate' | 'revoke' } | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: ['keys'] });
  const items = keys.data?.items ?? [];
  const name = asking ? asking.key.title || asking.key.hint : '';
  return (
    <Panel
      title="Tokens and S3 keys"
      head={
        <span data-push>
          <Button size="small" icon={<Plus />} onClick={() => setMaking(true)}>
            New key
          </Button>
        </span>
      }
    >
      {keys.isPending ? <SkeletonRows count={3} height={48} /> : null}
      {keys.isError ? <ErrorState error={keys.error} retry={() => void keys.refetch()} /> : null}
      {keys.data && items.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No keys yet">
          A key lets programs act as you: the command line, S3 tools, the SDK.
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <Table label="Keys" columns={['For', 'Kind', 'State', 'Last used', 'Actions']}>
          {items.map((key) => {
            const state = stateOf(key);
            return (
              <tr key={key.id}>
                <td>
                  {key.title || 'untitled'} <br />
                  <code style={{ color: 'var(--lw-muted)' }}>{key.accessKeyId ?? key.hint}</code>
                </td>
                <td>{kindNames[key.kind]}</td>
                <td>
                  <Badge tone={state.tone}>{state.text}</Badge>{' '}
                  {state.text === 'active' && key.expires ? (
                    <small style={{ color: 'var(--lw-muted)' }}>
                      until <TimeAgo time={key.expires} />
                    </small>
                  ) : null}
                </td>
                <td style={{ color: 'var(--lw-muted)' }}>
                  {key.lastUsed ? <TimeAgo time={key.lastUsed} /> : 'never'}
                </td>
                <td style={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
                  {key.revoked ? null : (
                    <>
                      <Button
                        size="small"
                        variant="quiet"
                        icon={<RotateCw />}
                        onClick={() => setAsking({ key, verb: 'rotate' })}
                      >
                        Rotate
                      </Button>
                      <Button size="small" variant="quiet" onClick={() => setAsking({ key, verb: 'revoke' })}>
                        Revoke
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </Table>
      ) : null}
      <NewKeyDialog
        open={making}
        onClose={() => setMaking(false)}
        onMade={(key) => {
          setMade(key);
          void renew();
        }}
      />
      <SecretDialog
        rows={made && secretsOf(made)}
        about="It is shown only this once. Who loses it rotates the key."
        onClose={() => setMade(null)}
      />
      <ConfirmDialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking?.verb === 'rotate' ? `Rotate ${name}?` : `Revoke ${name}?`}
        about={
          asking?.verb === 'rotate'
            ? 'A new secret takes the place of the old one, which stops at once.'
            : 'Programs that use it are refused from now on.'
        }
        confirm={asking?.verb === 'rotate' ? 'Rotate' : 'Revoke'}
        onConfirm={async () => {
          if (!asking) return;
          const params = { id: asking.key.id };
          if (asking.verb === 'rotate') setMade(await api.accounts.rotateKey({ params }));
          else {
            await api.accounts.revokeKey({ params });
            toast('Revoked');
          }
          await renew();
        }}
      />
    </Panel>
  );
};
