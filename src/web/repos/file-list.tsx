import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download, File, Folder, FolderOpen, Trash2 } from 'lucide-react';
import { useCallback, useId, useMemo, useState } from 'react';
import type { FileEntry } from '../../shared/contract/repos.ts';
import { api, fileUrl } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { buttonClass, IconButton } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { formatBytes } from '../parts/format-bytes.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast } from '../parts/toast.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { renewRepo } from '../queries.ts';
import s from './repo-page.module.css';

type Row =
  | { readonly type: 'folder'; readonly path: string }
  | { readonly type: 'file'; readonly file: FileEntry };
type Place = { readonly repo: string; readonly gitRef: string; readonly folder: string };

const useFolder = ({ repo, gitRef, folder }: Place) =>
  useInfiniteQuery({
    queryKey: ['repo', repo, 'files', gitRef, folder],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.repos.files({
        params: { repo, ref: gitRef },
        query: { prefix: folder, delimiter: '/', limit: 500, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });

const FileRow = ({
  row,
  place,
  onDelete,
}: {
  readonly row: Row;
  readonly place: Place;
  readonly onDelete: ((row: Row) => void) | undefined;
}) => {
  const path = row.type === 'folder' ? row.path : row.file.path;
  const name = path.slice(place.folder.length);
  const nameId = useId();
  return (
    <div className={s.row}>
      {row.type === 'folder' ? <Folder aria-hidden /> : <File aria-hidden />}
      <Link
        data-name
        id={nameId}
        to="/repos/$repo/$ref/$"
        params={{ repo: place.repo, ref: place.gitRef, _splat: path }}
        title={path}
      >
        {name}
      </Link>
      <span className={s.cell}>
        {row.type === 'file' && row.file.staged ? <Badge tone="mark">staged</Badge> : null}
      </span>
      <span className={s.cell}>{row.type === 'file' ? formatBytes(row.file.size) : ''}</span>
      <span className={s.cell}>{row.type === 'file' ? <TimeAgo time={row.file.modified} /> : ''}</span>
      <span className={s.tools}>
        {row.type === 'file' ? (
          <a
            className={buttonClass({ variant: 'quiet', size: 'small', iconOnly: true })}
            href={fileUrl(place.repo, place.gitRef, path, '?download=1')}
            download={name}
            aria-label="Download"
            aria-describedby={nameId}
            title="Download"
          >
            <Download />
          </a>
        ) : null}
        {onDelete ? (
          <IconButton label="Delete" aria-describedby={nameId} size="small" onClick={() => onDelete(row)}>
            <Trash2 />
          </IconButton>
        ) : null}
      </span>
    </div>
  );
};

/** One level of the tree at a ref: folders first, then files, any number of them. */
export const FileList = ({ mayWrite, ...place }: Place & { readonly mayWrite: boolean }) => {
  const client = useQueryClient();
  const folder = useFolder(place);
  const [doomed, setDoomed] = useState<Row | null>(null);
  const rows = useMemo((): Row[] => {
    const pages = folder.data?.pages ?? [];
    return [
      ...[...new Set(pages.flatMap((page) => page.prefixes))].map((path): Row => ({ type: 'folder', path })),
      ...pages.flatMap((page) => page.items.map((file): Row => ({ type: 'file', file }))),
    ];
  }, [folder.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = folder;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (folder.isPending) return <SkeletonRows count={9} height={40} />;
  if (folder.isError) return <ErrorState error={folder.error} retry={() => void folder.refetch()} />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<FolderOpen />}
        title={place.folder ? `${place.gitRef} has nothing at ${place.folder}` : 'No files here yet'}
      >
        {mayWrite
          ? 'Drop files or folders here, use Upload, or connect an S3 tool.'
          : place.folder
            ? 'It may be on another branch, or in an older commit.'
            : 'This state of the repo is empty.'}
      </EmptyState>
    );
  }
  const doomedPath = doomed ? (doomed.type === 'folder' ? doomed.path : doomed.file.path) : '';
  return (
    <>
      <VirtualList
        label="Files"
        items={rows}
        rowHeight={40}
        maxHeight="calc(100vh - 250px)"
        keyOf={(row) => (row.type === 'folder' ? row.path : row.file.path)}
        onEnd={more}
        render={(row) => <FileRow row={row} place={place} onDelete={mayWrite ? setDoomed : undefined} />}
      />
      <ConfirmDialog
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        title={`Delete ${doomedPath}?`}
        about={
          doomed?.type === 'folder'
            ? 'All files below it leave this branch. Commits that hold them keep them.'
            : 'It leaves this branch. Commits that hold it keep it.'
        }
        confirm="Delete"
        onConfirm={async () => {
          await api.repos.removeFile({
            params: { repo: place.repo, ref: place.gitRef, path: doomedPath },
            query: doomed?.type === 'folder' ? { recursive: 'true' } : {},
          });
          toast(`Deleted ${doomedPath}`);
          await renewRepo(client, place.repo);
        }}
      />
    </>
  );
};
