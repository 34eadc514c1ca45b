import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook, WebhookFields } from '../../shared/contract/webhooks.ts';
import { FormDialog } from '../parts/dialog.tsx';
import { CheckField, SelectField, TextAreaField, TextField } from '../parts/field.tsx';
import { queries } from '../queries.ts';
import { headerLines, readHeaderLines } from './header-lines.ts';
import s from './webhooks.module.css';

/** What is set of a webhook: where it goes, of which commits, with what. Mounted anew for each opening. */
export const WebhookDialog = ({
  webhook,
  title,
  confirm,
  onClose,
  onSave,
}: {
  /** Null: a new one. */
  readonly webhook: Webhook | null;
  readonly title: string;
  readonly confirm: string;
  readonly onClose: () => void;
  readonly onSave: (fields: WebhookFields & { readonly url: string }) => Promise<unknown>;
}) => {
  const client = useQueryClient();
  const projects = useQuery(queries.projects).data?.items ?? [];
  const repos = useQuery(queries.repos).data?.items ?? [];
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [project, setProject] = useState(webhook?.project ? String(webhook.project) : '');
  const [repo, setRepo] = useState(webhook?.repo ?? '');
  const [branch, setBranch] = useState(webhook?.branch ?? '');
  const [headers, setHeaders] = useState(headerLines(webhook?.headers ?? {}));
  const [whole, setWhole] = useState(webhook?.send_payload ?? true);
  const [active, setActive] = useState(webhook?.is_active ?? true);
  const save = async () => {
    await onSave({
      url,
      project: project === '' ? null : Number(project),
      repo: repo || null,
      branch: branch || null,
      headers: readHeaderLines(headers),
      send_payload: whole,
      send_for_all_actions: true,
      is_active: active,
    });
    await client.invalidateQueries({ queryKey: ['webhooks'] });
  };
  return (
    <FormDialog open onClose={onClose} title={title} about={about} confirm={confirm} onConfirm={save}>
      <TextField
        label="URL"
        type="url"
        mono
        required
        autoFocus
        maxLength={2048}
        placeholder="https://example.org/hook"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <div className={s.three}>
        <SelectField
          label="Only labels of"
          value={project}
          options={[any, ...projects.map(({ id, title: label }) => ({ value: id, label }))]}
          onChange={(event) => setProject(event.target.value)}
        />
        <SelectField
          label="Only repo"
          value={repo}
          options={[any, ...repos.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(event) => setRepo(event.target.value)}
        />
        <TextField
          label="Only branch"
          mono
          placeholder="any"
          pattern="[A-Za-z0-9_\-]{1,63}"
          title="1 to 63 of A-Z a-z 0-9 _ -"
          value={branch}
          onChange={(event) => setBranch(event.target.value)}
        />
      </div>
      <TextAreaField
        label="Headers to send along"
        mono
        rows={2}
        placeholder="Authorization: Bearer …"
        hint="One a line. Who manages webhooks here can read them."
        value={headers}
        onChange={(event) => setHeaders(event.target.value)}
      />
      <CheckField
        label="Say what was committed"
        hint="Repo, branch, commit, its parents and how many files changed. Off: only that there was a commit."
        checked={whole}
        onChange={(event) => setWhole(event.target.checked)}
      />
      <CheckField
        label="Active"
        hint="Off: new commits are not told, and what waits stays waiting."
        checked={active}
        onChange={(event) => setActive(event.target.checked)}
      />
    </FormDialog>
  );
};

const about = 'It is sent a signed POST for each commit that lands, and again until it answers with 2xx.';
const any = { value: '', label: 'any' };
