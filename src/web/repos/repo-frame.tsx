import { useQuery } from '@tanstack/react-query';
import { Database, FileDiff, Files, GitCommitHorizontal, Plug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { LinkTabs } from '../parts/tabs.tsx';
import { queries } from '../queries.ts';
import frame from '../shell/page.module.css';
import { useTitle } from '../use-title.ts';
import { ConnectDialog } from './connect-dialog.tsx';
import s from './repo-page.module.css';

/** The head of every page of a repo: its name, Files / History / Compare, Connect. */
export const RepoFrame = ({
  repo,
  gitRef,
  title,
  children,
}: {
  readonly repo: string;
  readonly gitRef: string;
  readonly title: string;
  readonly children: ReactNode;
}) => {
  useTitle(title);
  const found = useQuery(queries.repo(repo));
  const branches = useQuery(queries.branches(repo));
  const [connecting, setConnecting] = useState(false);
  const branch = branches.data?.items.find((item) => item.name === gitRef);
  if (found.isError) return <ErrorState whole error={found.error} retry={() => void found.refetch()} />;
  return (
    <div className={frame.page}>
      <div className={frame.head} style={{ marginBottom: 10 }}>
        <div>
          <h1 className={s.heading}>
            <Database aria-hidden />
            {repo}
          </h1>
          <p className={frame.about}>{found.data?.description || ' '}</p>
        </div>
        <div className={frame.actions}>
          <Button icon={<Plug />} onClick={() => setConnecting(true)}>
            Connect
          </Button>
        </div>
      </div>
      <div className={s.tabs}>
        <LinkTabs
          label="Repo"
          tabs={[
            {
              label: 'Files',
              icon: <Files />,
              link: { to: '/repos/$repo/$ref', params: { repo, ref: gitRef } },
            },
            {
              label: 'History',
              icon: <GitCommitHorizontal />,
              link: { to: '/commits/$repo/$ref', params: { repo, ref: gitRef } },
            },
            {
              label: 'Compare',
              icon: <FileDiff />,
              link: { to: '/compare/$repo', params: { repo }, search: { to: gitRef } },
            },
          ]}
        />
      </div>
      <div className={frame.stack} style={{ gap: 16 }}>
        {children}
      </div>
      <ConnectDialog
        open={connecting}
        onClose={() => setConnecting(false)}
        repo={repo}
        branch={branch?.name ?? found.data?.defaultBranch ?? 'master'}
      />
    </div>
  );
};
