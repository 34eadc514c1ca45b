import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import field from '../parts/field.module.css';
import { Panel, Table } from '../parts/panel.tsx';
import { toastError } from '../parts/toast.tsx';
import { queries } from '../queries.ts';
import s from './settings-page.module.css';

const roles = ['annotator', 'reviewer', 'manager'] as const;
type ProjectRole = (typeof roles)[number];

/** Who works here. Owners and managers of the organisation may everywhere. */
export const ProjectMembers = ({ project }: { readonly project: string }) => {
  const client = useQueryClient();
  const members = useQuery(queries.projectMembers(project));
  const everyone = useQuery(queries.members).data?.items ?? [];
  const [account, setAccount] = useState('');
  const [role, setRole] = useState<ProjectRole>('annotator');
  const renew = () => client.invalidateQueries({ queryKey: ['project', project, 'members'] });
  const put = useMutation({
    mutationFn: (change: { account: string; role: ProjectRole }) =>
      api.projects.setMember({
        params: { id: project, account: change.account },
        body: { role: change.role },
      }),
    onError: toastError,
    onSuccess: () => setAccount(''),
    onSettled: renew,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.projects.removeMember({ params: { id: project, account: id } }),
    onError: toastError,
    onSettled: renew,
  });
  const items = members.data?.items ?? [];
  const addable = everyone.filter((member) => member.active && !items.some((item) => item.id === member.id));
  return (
    <Panel title="Members">
      {members.isError ? <ErrorNote error={members.error} /> : null}
      {items.length > 0 ? (
        <Table label="Members of the project" columns={['Who', 'Role', 'Actions']}>
          {items.map((member) => (
            <tr key={member.id}>
              <td>
                <span className={s.line}>
                  <Avatar name={member.name || member.email} />
                  {member.name || member.email}
                </span>
              </td>
              <td>
                <select
                  className={field.input}
                  style={{ width: 'auto' }}
                  aria-label={`Role of ${member.name || member.email}`}
                  value={member.role}
                  onChange={(event) =>
                    put.mutate({ account: member.id, role: event.target.value as ProjectRole })
                  }
                >
                  {roles.map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              </td>
              <td style={{ textAlign: 'right' }}>
                <IconButton
                  label={`Take ${member.name || member.email} out`}
                  size="small"
                  onClick={() => remove.mutate(member.id)}
                >
                  <X />
                </IconButton>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      <div className={s.line} style={{ padding: '12px 16px' }}>
        <select
          className={field.input}
          aria-label="Member of the organisation"
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        >
          <option value="">Choose somebody…</option>
          {addable.map((member) => (
            <option key={member.id} value={member.id}>
              {member.name || member.email}
            </option>
          ))}
        </select>
        <select
          className={field.input}
          aria-label="Role"
          value={role}
          onChange={(event) => setRole(event.target.value as ProjectRole)}
        >
          {roles.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <Button disabled={!account} busy={put.isPending} onClick={() => put.mutate({ account, role })}>
          Add
        </Button>
      </div>
    </Panel>
  );
};
