import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Archive, Ellipsis, GitBranchPlus, Settings2, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Branch } from '../../shared/contract/repos.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { Menu } from '../parts/menu.tsx';
import { toast } from '../parts/toast.tsx';
import { renewRepo } from '../queries.ts';
import { NameRefDialog, PolicyDialog } from './branch-dialogs.tsx';

/** What can be done with the branch, tag or commit that is shown. */
export const BranchMenu = ({
  repo,
  gitRef,
  branch,
  isDefault,
  mayWrite,
}: {
  readonly repo: string;
  readonly gitRef: string;
  readonly branch: Branch | undefined;
  readonly isDefault: boolean;
  readonly mayWrite: boolean;
}) => {
  const client = useQueryClient();
  const router = useRouter();
  const [open, setOpen] = useState<'branch' | 'tag' | 'policy' | 'delete' | 'delete-repo' | null>(null);
  const close = () => setOpen(null);
  const show = (ref: string) => void router.navigate({ to: '/repos/$repo/$ref', params: { repo, ref } });
  return (
    <>
      <Menu
        trigger={<Button aria-label="More about this branch" iconOnly icon={<Ellipsis />} />}
        entries={[
          {
            type: 'link',
            label: 'Download all (tar)',
            icon: <Archive />,
            href: `/api/repos/${encodeURIComponent(repo)}/archive/${encodeURIComponent(gitRef)}`,
            download: true,
          },
          ...(mayWrite
            ? ([
                { type: 'separator' },
                {
                  type: 'action',
                  label: 'New branch from here',
                  icon: <GitBranchPlus />,
                  run: () => setOpen('branch'),
                },
                { type: 'action', label: 'Tag this state', icon: <Tag />, run: () => setOpen('tag') },
                {
                  type: 'action',
                  label: 'Commit policy',
                  icon: <Settings2 />,
                  run: () => setOpen('policy'),
                  disabled: branch === undefined,
                },
                { type: 'separator' },
                {
                  type: 'action',
                  label: `Delete branch ${gitRef}`,
                  icon: <Trash2 />,
                  danger: true,
                  disabled: branch === undefined || isDefault,
                  run: () => setOpen('delete'),
                },
                {
                  type: 'action',
                  label: 'Delete the repo',
                  icon: <Trash2 />,
                  danger: true,
                  run: () => setOpen('delete-repo'),
                },
              ] as const)
            : []),
        ]}
      />
      <NameRefDialog
        kind="branch"
        repo={repo}
        head={gitRef}
        open={open === 'branch'}
        onClose={close}
        onMade={show}
      />
      <NameRefDialog kind="tag" repo={repo} head={gitRef} open={open === 'tag'} onClose={close} />
      {branch ? (
        <PolicyDialog
          key={branch.policy}
          repo={repo}
          branch={branch}
          open={open === 'policy'}
          onClose={close}
        />
      ) : null}
      <ConfirmDialog
        open={open === 'delete'}
        onClose={close}
        title={`Delete branch ${gitRef}?`}
        about="Its commits stay reachable by their ids and from other branches and tags."
        confirm="Delete branch"
        onConfirm={async () => {
          await api.repos.removeBranch({ params: { repo, branch: gitRef } });
          await renewRepo(client, repo);
          toast(`Deleted branch ${gitRef}`);
          await router.navigate({ to: '/repos/$repo', params: { repo } });
        }}
      />
      <ConfirmDialog
        open={open === 'delete-repo'}
        onClose={close}
        title={`Delete ${repo} with all its versions?`}
        about="Files, branches, tags and history of this repo are gone for good. Projects that use it prevent this."
        confirm="Delete the repo"
        onConfirm={async () => {
          await api.repos.remove({ params: { repo } });
          await client.invalidateQueries({ queryKey: ['repos'] });
          toast(`Deleted ${repo}`);
          await router.navigate({ to: '/repos' });
        }}
      />
    </>
  );
};
