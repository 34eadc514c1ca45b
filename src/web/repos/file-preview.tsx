import { useQuery } from '@tanstack/react-query';
import { Download, FileQuestion, FileX } from 'lucide-react';
import { useMemo } from 'react';
import type { FileEntry } from '../../shared/contract/repos.ts';
import { fileUrl } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { buttonClass } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { formatBytes } from '../parts/format-bytes.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { exactTime } from '../parts/time-ago.tsx';
import s from './file-preview.module.css';
import { fileText } from './file-text.ts';
import { parseCsv } from './parse-csv.ts';
import { type PreviewKind, previewKind } from './preview-kind.ts';

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

const CsvTable = ({ text }: { readonly text: string }) => {
  const rows = useMemo(() => parseCsv(text, 500), [text]);
  const [head = [], ...body] = rows;
  return (
    // biome-ignore lint: a region that scrolls must be reachable by keyboard
    <div className={s.table} tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const TextPreview = ({
  kind,
  repo,
  gitRef,
  file,
}: {
  readonly kind: PreviewKind;
  readonly repo: string;
  readonly gitRef: string;
  readonly file: FileEntry;
}) => {
  const text = useQuery(fileText(repo, gitRef, file.path, file.sha256));
  if (text.isPending) return <SkeletonRows count={10} height={24} />;
  if (text.isError) return <ErrorState error={text.error} retry={() => void text.refetch()} />;
  if (text.data.binary) {
    return (
      <EmptyState icon={<FileQuestion />} title="Not a text">
        Its name says text, but its bytes are not. Download it to open it elsewhere.
      </EmptyState>
    );
  }
  return (
    <>
      {kind === 'csv' ? (
        <CsvTable text={text.data.text} />
      ) : (
        // biome-ignore lint: a region that scrolls must be reachable by keyboard
        <pre className={s.text} tabIndex={0} aria-label={file.path}>
          {kind === 'json' && !text.data.more ? pretty(text.data.text) : text.data.text}
        </pre>
      )}
      {text.data.more ? (
        <p className={s.note}>Only the first half megabyte is shown. Download the rest.</p>
      ) : null}
    </>
  );
};

const Media = ({
  kind,
  url,
  name,
}: {
  readonly kind: PreviewKind;
  readonly url: string;
  readonly name: string;
}) => {
  switch (kind) {
    case 'image':
      return (
        <div className={s.media}>
          <img src={url} alt={name} />
        </div>
      );
    case 'audio':
      return (
        <div className={s.media}>
          {/* biome-ignore lint: data to be labeled has no captions */}
          <audio controls src={url} aria-label={name} />
        </div>
      );
    default:
      return (
        <EmptyState icon={<FileX />} title="No preview for this kind of file">
          Download it to open it elsewhere.
        </EmptyState>
      );
  }
};

/** One file: what it is, and its content where the page can show it. */
export const FilePreview = ({
  repo,
  gitRef,
  file,
}: {
  readonly repo: string;
  readonly gitRef: string;
  readonly file: FileEntry;
}) => {
  const kind = previewKind(file.path, file.contentType);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const asText = kind === 'text' || kind === 'json' || kind === 'csv';
  return (
    <Panel
      head={
        <>
          <span className={s.facts}>
            <span>{formatBytes(file.size)}</span>
            <span>{file.contentType}</span>
            <span>{exactTime(file.modified)}</span>
            <span>
              <code title={`SHA-256 ${file.sha256}`}>{file.sha256.slice(0, 12)}</code>
            </span>
          </span>
          {file.staged ? <Badge tone="mark">staged</Badge> : null}
          <span data-push style={{ display: 'flex', gap: 6 }}>
            <CopyButton text={`${repo}@${gitRef}:/${file.path}`} label="Copy address" iconOnly={false} />
            <a
              className={buttonClass({ size: 'small' })}
              href={fileUrl(repo, gitRef, file.path, '?download=1')}
              download={name}
            >
              <Download /> Download
            </a>
          </span>
        </>
      }
    >
      {asText ? (
        <TextPreview kind={kind} repo={repo} gitRef={gitRef} file={file} />
      ) : (
        <Media kind={kind} url={fileUrl(repo, gitRef, file.path)} name={name} />
      )}
    </Panel>
  );
};
