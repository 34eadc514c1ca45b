import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { includesRole, type Role, roles } from '../../shared/contract/op.ts';
import { api } from '../api.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { ErrorNote, ErrorState } from '../parts/error-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import field from '../parts/field.module.css';
import { Panel, Table } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { Values } from '../parts/snippet.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import settings from '../projects/settings-page.module.css';
import { queries } from '../queries.ts';
import { useMay, useMe } from '../session.ts';
import { Page } from '../shell/page.tsx';

const roleHints: Readonly<Record<Role, string>> = {
  owner: 'Everything, members and organisation too.',
  manager: 'Makes repos and projects, invites people.',
  reviewer: 'Sees all repos and projects’ labels, commits everyone’s labels.',
  annotator: 'Labels in the projects they are given.',
};

const InviteDialog = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const me = useMe();
  const client = useQueryClient();
  const [role, setRole] = useState<Role>('annotator');
  const [email, setEmail] = useState('');
  const [days, setDays] = useState('14');
  const invite = useMutation({
    mutationFn: () => api.accounts.invite({ body: { role, email: email || null, days: Number(days) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  });
  const close = () => {
    invite.reset();
    setEmail('');
    onClose();
  };
  if (invite.data) {
    return (
      <Dialog
        open={open}
        onClose={close}
        title="Send this link"
        about={`Who opens it makes an account as ${invite.data.role}. It is shown only now.`}
        actions={
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        }
      >
        <Values rows={[{ name: 'Link', value: invite.data.link }]} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Invite people"
      about="Makes a link to send. No mail is sent from here."
      onSubmit={() => invite.mutate()}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" busy={invite.isPending}>
            Make the link
          </Button>
        </>
      }
    >
      <SelectField
        label="Role"
        value={role}
        hint={roleHints[role]}
        onChange={(event) => setRole(event.target.value as Role)}
        options={roles
          .filter((each) => includesRole(me.role, each))
          .map((each) => ({ value: each, label: each }))}
      />
      <TextField
        label="Email"
        type="email"
        hint="Empty: anybody with the link, several people too."
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Good for days"
        type="number"
        min={1}
        max={365}
        required
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      {invite.error ? <ErrorNote error={invite.error} /> : null}
    </Dialog>
  );
};

const Invitations = () => {
  const client = useQueryClient();
  const invitations = useQuery(queries.invitations).data?.items ?? [];
  const revoke = useMutation({
    mutationFn: (id: string) => api.accounts.revokeInvitation({ params: { id } }),
    onError: toastError,
    onSuccess: () => toast('The link no longer works'),
    onSettled: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  });
  if (invitations.length === 0) return null;
  return (
    <Panel title="Open invitations">
      <Table label="Open invitations" columns={['For', 'Role', 'Expires', 'Actions']}>
        {invitations.map((invitation) => (
          <tr key={invitation.id}>
            <td>{invitation.email ?? 'anybody with the link'}</td>
            <td>{invitation.role}</td>
            <td>
              <TimeAgo time={invitation.expires} />
            </td>
            <td style={{ textAlign: 'right' }}>
              <Button size="small" variant="quiet" onClick={() => revoke.mutate(invitation.id)}>
                Revoke
              </Button>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
};

/** The organisation: who is in it, as what, and who is invited. */
export const MembersPage = () => {
  const me = useMe();
  const client = useQueryClient();
  const isOwner = useMay('owner');
  const mayInvite = useMay('manager');
  const members = useQuery(queries.members);
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: ['members'] });
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      api.accounts.setMemberRole({ params: { id }, body: { role } }),
    onError: toastError,
    onSuccess: () => toast('Role changed'),
    onSettled: renew,
  });
  return (
    <Page
      title="Members"
      about={`The people of ${me.organisation.name}.`}
      narrow
      actions={
        mayInvite ? (
          <Button variant="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
            Invite
          </Button>
        ) : undefined
      }
    >
      {members.isError ? (
        <ErrorState error={members.error} retry={() => void members.refetch()} />
      ) : (
        <Panel>
          {members.isPending ? <SkeletonRows count={4} height={52} /> : null}
          {members.data ? (
            <Table label="Members" columns={['Who', 'Role', 'Joined', 'Actions']}>
              {members.data.items.map((member) => {
                const name = member.name || member.email;
                return (
                  <tr key={member.id}>
                    <td>
                      <span className={settings.line}>
                        <Avatar name={name} size={26} />
                        <span>
                          {name} {member.id === me.id ? <Badge>you</Badge> : null}
                          <br />
                          <small style={{ color: 'var(--lw-muted)' }}>{member.email}</small>
                        </span>
                      </span>
                    </td>
                    <td>
                      {isOwner ? (
                        <select
                          className={field.input}
                          style={{ width: 'auto' }}
                          aria-label={`Role of ${name}`}
                          value={member.role}
                          onChange={(event) =>
                            change.mutate({ id: member.id, role: event.target.value as Role })
                          }
                        >
                          {roles.map((role) => (
                            <option key={role}>{role}</option>
                          ))}
                        </select>
                      ) : (
                        member.role
                      )}
                    </td>
                    <td style={{ color: 'var(--lw-muted)' }}>
                      <TimeAgo time={member.joined} />
                    </td>
                    <td style={{ textAlign: 'right' }}>
                      {isOwner && member.id !== me.id ? (
                        <IconButton
                          label={`Remove ${name}`}
                          size="small"
                          onClick={() => setLeaving({ id: member.id, name })}
                        >
                          <X />
                        </IconButton>
                      ) : null}
                    </td>
                  </tr>
                );
              })}
            </Table>
          ) : null}
        </Panel>
      )}
      {mayInvite ? <Invitations /> : null}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
      <ConfirmDialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Remove ${leaving?.name}?`}
        about="They can no longer sign in here, and their keys stop. What they labeled stays theirs by name."
        confirm="Remove"
        onConfirm={async () => {
          if (!leaving) return;
          await api.accounts.removeMember({ params: { id: leaving.id } });
          await renew();
        }}
      />
    </Page>
  );
};
