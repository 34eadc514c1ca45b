import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { createClient } from '../../client/create-client.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { Snippet, Values } from '../parts/snippet.tsx';
import { Segments } from '../parts/tabs.tsx';
import s from './connect-dialog.module.css';
import { type ClientName, clients, labelStudioForm, snippetFor } from './connect-snippets.ts';

/** Reads the branch with nothing but the token, as an outside tool would. */
const checkToken = async (token: string, repo: string, branch: string) => {
  const outside = createClient({
    url: '',
    token,
    fetch: (input, init) => fetch(input, { ...init, credentials: 'omit' }),
  });
  return outside.repos.files({ params: { repo, ref: branch }, query: { limit: 1 } });
};

/** How to reach a branch from outside: where, by which name, with a key made on the spot. */
export const ConnectDialog = ({
  open,
  onClose,
  repo,
  branch,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly repo: string;
  readonly branch: string;
}) => {
  const cache = useQueryClient();
  const [client, setClient] = useState<ClientName>('aws');
  const [token, setToken] = useState('');
  const make = useMutation({
    mutationFn: () =>
      api.accounts.createKey({
        body: { kind: 'token', title: `${branch}.${repo} by S3`, expiresInSeconds: null },
      }),
    onSuccess: (key) => {
      setToken(key.secret);
      void cache.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const check = useMutation({ mutationFn: () => checkToken(token.trim(), repo, branch) });
  const to = { endpoint: location.origin, bucket: `${branch}.${repo}`, token: token.trim() || 'YOUR_TOKEN' };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={`Connect to ${repo}@${branch}`}
      about="Any S3 tool reads and writes this branch. What it writes is versioned."
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <Values
        rows={[
          { name: 'Endpoint', value: to.endpoint },
          { name: 'Bucket', value: to.bucket },
        ]}
      />
      <div className={s.key}>
        <div className={s.keyRow}>
          <TextField
            label="Token"
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="Paste one of yours, or make one"
            value={token}
            onChange={(event) => {
              setToken(event.target.value);
              check.reset();
            }}
          />
          <Button busy={make.isPending} onClick={() => make.mutate()}>
            Make a key
          </Button>
          <Button busy={check.isPending} disabled={!token.trim()} onClick={() => check.mutate()}>
            Check connection
          </Button>
        </div>
        <div role="status">
          {make.isSuccess && !check.isSuccess && !check.error ? (
            <p style={{ color: 'var(--lw-mark-text)' }}>
              This token is both S3 keys. It is shown here only once: copy what you need before closing.
            </p>
          ) : null}
          {check.isSuccess ? (
            <p className={s.good}>
              <CircleCheck aria-hidden /> The token reads {repo}@{branch}.
            </p>
          ) : null}
        </div>
        {make.error ? <ErrorNote error={make.error} /> : null}
        {check.error ? <ErrorNote error={check.error} /> : null}
      </div>
      <div>
        <Segments label="Tool" value={client} options={clients} onChange={setClient} />
      </div>
      {client === 'label-studio' ? (
        <>
          <p>
            In Label Studio: Settings, Cloud Storage, Add Source Storage, type Amazon S3. Leave the session
            token empty; pre-signed URLs work.
          </p>
          <Values rows={labelStudioForm(to)} />
        </>
      ) : (
        <Snippet code={snippetFor(client, to)} label={`${client} snippet`} />
      )}
    </Dialog>
  );
};
