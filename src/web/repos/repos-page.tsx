import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { Database, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { SearchInput, TextField } from '../parts/field.tsx';
import { NameField } from '../parts/name-field.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { Panel, Table } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { queries } from '../queries.ts';
import { useMay } from '../session.ts';
import { Page } from '../shell/page.tsx';

const NewRepoDialog = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const client = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const make = async () => {
    const repo = await api.repos.create({ body: { name, description } });
    await client.invalidateQueries({ queryKey: ['repos'] });
    await router.navigate({
      to: '/repos/$repo/$ref',
      params: { repo: repo.name, ref: repo.defaultBranch },
    });
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="New repo"
      about="Files, every version of them, reachable here, by S3 and by the command line."
      confirm="Create repo"
      onConfirm={make}
    >
      <NameField
        value={name}
        onChange={setName}
        hint="Letters, digits, _ and -. Also the name of its S3 bucket."
      />
      <TextField
        label="Description"
        value={description}
        maxLength={2000}
        onChange={(event) => setDescription(event.target.value)}
      />
    </FormDialog>
  );
};

export const ReposPage = () => {
  const repos = useQuery(queries.repos);
  const mayMake = useMay('manager');
  const [making, setMaking] = useState(false);
  const [search, setSearch] = useState('');
  const all = repos.data?.items ?? [];
  const shown = all.filter((repo) =>
    `${repo.name} ${repo.description}`.toLowerCase().includes(search.toLowerCase()),
  );
  const newButton = mayMake ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      New repo
    </Button>
  ) : null;
  return (
    <Page
      title="Repos"
      about="Versioned data and labels. Each branch is an S3 bucket too."
      actions={
        <>
          {all.length > 8 ? (
            <SearchInput
              label="Search repos"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          ) : null}
          {repos.data && all.length === 0 ? null : newButton}
        </>
      }
    >
      {repos.isError ? (
        <ErrorState error={repos.error} retry={() => void repos.refetch()} />
      ) : (
        <Panel>
          {repos.isPending ? <SkeletonRows count={6} height={46} /> : null}
          {repos.data && all.length === 0 ? (
            <EmptyState icon={<Database />} title="No repos yet" actions={newButton}>
              A repo holds files and all their versions. Make one and drop files into it, or write to it with
              any S3 tool.
            </EmptyState>
          ) : null}
          {shown.length > 0 ? (
            <Table label="Repos" columns={['Name', 'Description', 'Branches', 'Updated']}>
              {shown.map((repo) => (
                <tr key={repo.name}>
                  <td>
                    <Link
                      to="/repos/$repo/$ref"
                      params={{ repo: repo.name, ref: repo.defaultBranch }}
                      style={{ fontWeight: 560 }}
                    >
                      {repo.name}
                    </Link>
                  </td>
                  <td style={{ color: 'var(--lw-muted)' }}>{repo.description}</td>
                  <td>{formatCount(repo.branches)}</td>
                  <td style={{ color: 'var(--lw-muted)' }}>
                    <TimeAgo time={repo.updated} />
                  </td>
                </tr>
              ))}
            </Table>
          ) : null}
        </Panel>
      )}
      <NewRepoDialog open={making} onClose={() => setMaking(false)} />
    </Page>
  );
};
