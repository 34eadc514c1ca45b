import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { FolderInput, Upload } from 'lucide-react';
import { type DragEvent, useMemo, useState } from 'react';
import type { FileEntry } from '../../shared/contract/repos.ts';
import { api, isApiError } from '../api.ts';
import { Avatars } from '../parts/avatar.tsx';
import { Breadcrumbs } from '../parts/breadcrumbs.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { droppedFiles } from '../parts/dropped-files.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { FilePicker } from '../parts/file-picker.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { queries, renewRepo } from '../queries.ts';
import { useMay } from '../session.ts';
import { BranchMenu } from './branch-menu.tsx';
import { FileList } from './file-list.tsx';
import { FilePreview } from './file-preview.tsx';
import { RefSwitcher } from './ref-switcher.tsx';
import { RepoFrame } from './repo-frame.tsx';
import s from './repo-page.module.css';
import { StagedStrip } from './staged-strip.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { createUploadQueue } from './upload-queue.ts';

/** Null when there is no such file: then the path is a folder. */
const useFileAt = (repo: string, gitRef: string, path: string) =>
  useQuery({
    queryKey: ['repo', repo, 'info', gitRef, path],
    enabled: path !== '' && !path.endsWith('/'),
    queryFn: async (): Promise<FileEntry | null> => {
      try {
        const answer = await api.repos.getFile({ params: { repo, ref: gitRef, path }, query: { info: '1' } });
        return (await answer.json()) as FileEntry;
      } catch (error) {
        if (isApiError(error, 'file.not_found')) return null;
        throw error;
      }
    },
  });

const LatestCommit = ({ repo, gitRef }: { readonly repo: string; readonly gitRef: string }) => {
  const latest = useQuery({
    queryKey: ['repo', repo, 'latest', gitRef],
    queryFn: () => api.repos.commits({ params: { repo }, query: { ref: gitRef, limit: 1 } }),
  }).data?.items[0];
  return latest ? (
    <div className={s.commitLine}>
      <Avatars names={latest.authors.map((author) => author.name)} />
      <span>
        <b>{latest.authors[0]?.name ?? 'Labelwright'}</b>{' '}
        {latest.message.split('\n')[0] || 'without a message'}
      </span>
      <span style={{ marginLeft: 'auto', flex: 'none', display: 'flex', gap: 10, alignItems: 'center' }}>
        <Link to="/commits/$repo/$ref" params={{ repo, ref: gitRef }}>
          <CommitHash id={latest.id} />
        </Link>
        <TimeAgo time={latest.time} />
      </span>
    </div>
  ) : (
    <span style={{ color: 'var(--lw-muted)' }}>No commit yet</span>
  );
};

const PathCrumbs = ({
  repo,
  gitRef,
  path,
}: {
  readonly repo: string;
  readonly gitRef: string;
  readonly path: string;
}) => {
  const parts = path.split('/').filter(Boolean);
  return (
    <Breadcrumbs
      label="Path"
      items={[
        {
          key: '',
          node: (
            <Link to="/repos/$repo/$ref" params={{ repo, ref: gitRef }}>
              {repo}
            </Link>
          ),
        },
        ...parts.map((part, index) => {
          const upTo = parts.slice(0, index + 1).join('/');
          const last = index === parts.length - 1;
          return {
            key: upTo,
            node: last ? (
              part
            ) : (
              <Link to="/repos/$repo/$ref/$" params={{ repo, ref: gitRef, _splat: `${upTo}/` }}>
                {part}
              </Link>
            ),
          };
        }),
      ]}
    />
  );
};

export const BrowserPage = () => {
  const params = useParams({ strict: false });
  const repo = params.repo ?? '';
  const gitRef = params.ref ?? '';
  const path = params._splat ?? '';
  const router = useRouter();
  const client = useQueryClient();
  const mayManage = useMay('manager');
  const branches = useQuery(queries.branches(repo));
  const branch = branches.data?.items.find((item) => item.name === gitRef);
  const defaultBranch = useQuery(queries.repo(repo)).data?.defaultBranch;
  const mayWrite = mayManage && branch !== undefined;
  const file = useFileAt(repo, gitRef, path);
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  const queue = useMemo(
    () => createUploadQueue(repo, gitRef, () => void renewRepo(client, repo)),
    [repo, gitRef, client],
  );
  const [dropping, setDropping] = useState(false);
  const isFolder = path === '' || path.endsWith('/') || file.data === null;

  const add = (found: readonly { readonly path: string; readonly file: File }[]) =>
    queue.add(found.map((item) => ({ path: folder + item.path, file: item.file })));
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    add(await droppedFiles(event.dataTransfer));
  };
  const canDrop = mayWrite && isFolder;

  return (
    <RepoFrame repo={repo} gitRef={gitRef} title={`${path || repo} at ${gitRef}`}>
      <div className={s.top}>
        <RefSwitcher
          repo={repo}
          value={gitRef}
          label="Branch"
          onChange={(ref) =>
            void router.navigate({ to: '/repos/$repo/$ref/$', params: { repo, ref, _splat: path } })
          }
        />
        <PathCrumbs repo={repo} gitRef={gitRef} path={path} />
        {canDrop ? (
          <>
            <FilePicker
              label="Folder to upload"
              of="folder"
              variant="quiet"
              icon={<FolderInput />}
              onFiles={add}
            >
              Upload a folder
            </FilePicker>
            <FilePicker label="Files to upload" of="files" icon={<Upload />} onFiles={add}>
              Upload
            </FilePicker>
          </>
        ) : null}
        <BranchMenu
          repo={repo}
          gitRef={gitRef}
          branch={branch}
          isDefault={defaultBranch === gitRef}
          mayWrite={mayManage}
        />
      </div>
      {branch ? <StagedStrip repo={repo} branch={branch} mayWrite={mayManage} /> : null}
      {file.isError ? (
        <ErrorState error={file.error} retry={() => void file.refetch()} />
      ) : file.data ? (
        <FilePreview repo={repo} gitRef={gitRef} file={file.data} />
      ) : isFolder ? (
        <section
          aria-label="Files"
          className={dropping ? s.dropping : undefined}
          onDragOver={(event) => {
            if (!canDrop) return;
            event.preventDefault();
            setDropping(true);
          }}
          onDragLeave={() => setDropping(false)}
          onDrop={(event) => {
            if (canDrop) void drop(event);
          }}
        >
          <Panel head={<LatestCommit repo={repo} gitRef={gitRef} />}>
            <FileList repo={repo} gitRef={gitRef} folder={folder} mayWrite={mayWrite} />
          </Panel>
        </section>
      ) : (
        <Panel>
          <SkeletonRows count={10} height={30} />
        </Panel>
      )}
      <UploadPanel queue={queue} />
    </RepoFrame>
  );
};
