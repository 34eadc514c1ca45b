import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FolderInput, Upload, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { importExtensions } from '../../shared/import-kind.ts';
import { plural } from '../../shared/plural.ts';
import { ApiError, isApiError } from '../api.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { Found } from '../parts/dropped-files.ts';
import { ErrorNote } from '../parts/error-state.tsx';
import { SelectField } from '../parts/field.tsx';
import { FilePicker } from '../parts/file-picker.tsx';
import { formatBytes } from '../parts/format-bytes.ts';
import { Progress } from '../parts/progress.tsx';
import { renewProject } from '../queries.ts';
import s from './import.module.css';
import { fateOf, guessTexts, type ImportPlan, planImport } from './import-plan.ts';
import { type Imported, sendImport, type Sending } from './send-import.ts';
import { useUndoToast } from './use-undo.ts';

type Sent = { readonly sent: number; readonly total: number };

const useSend = (project: string, onDone: () => void) => {
  const client = useQueryClient();
  const say = useUndoToast(project);
  const [progress, setProgress] = useState<Sent | null>(null);
  const sending = useRef<Sending | null>(null);
  const send = useMutation({
    mutationFn: async ({ files, texts }: { files: readonly Found[]; texts: 'lines' | 'files' }) => {
      const onProgress = (sent: number, total: number) => setProgress({ sent, total });
      onProgress(
        0,
        files.reduce((sum, { file }) => sum + file.size, 0),
      );
      sending.current = sendImport(project, files, { texts, onProgress });
      return sending.current.done;
    },
    onSuccess: (made) => {
      onDone();
      say(saidOf(made), [made.undo]);
      return renewProject(client, project);
    },
    onSettled: () => setProgress(null),
  });
  const isCancelled = send.error instanceof DOMException && send.error.name === 'AbortError';
  return {
    start: send.mutate,
    cancel: () => sending.current?.cancel(),
    progress,
    error: isCancelled ? null : send.error,
    isCancelled,
    forget: send.reset,
  };
};

const saidOf = ({ tasks, annotations, predictions }: Imported): string =>
  [
    `Imported ${plural(tasks, 'task')}`,
    ...(annotations > 0 ? [plural(annotations, 'annotation')] : []),
    ...(predictions > 0 ? [plural(predictions, 'prediction')] : []),
  ].join(', ');

/** Files become tasks: chosen here, or dropped anywhere on the page; seen before they are sent, and all or none. */
export const ImportDialog = ({
  project,
  found,
  onFound,
  onClose,
}: {
  readonly project: string;
  readonly found: readonly Found[];
  readonly onFound: (found: readonly Found[]) => void;
  readonly onClose: () => void;
}) => {
  const plan = planImport(found);
  const [chosenTexts, setTexts] = useState<'lines' | 'files'>();
  const texts = chosenTexts ?? guessTexts(found);
  const { start, cancel, progress, error, isCancelled, forget } = useSend(project, onClose);
  const change = (next: readonly Found[]) => {
    forget();
    onFound(next);
  };
  const without = (paths: readonly string[]) =>
    change(plan.files.filter(({ path }) => !paths.includes(path)));
  const add = (more: readonly Found[]) => change([...found, ...more]);
  const isReady = plan.files.length > 0 && plan.unreadable.length === 0;
  const refused = isApiError(error, 'import.unreadable') ? String(error.data['file']) : undefined;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      dismissible={progress === null}
      title="Import tasks"
      about="Pictures, recordings, texts, and files of tasks, such as an export of Label Studio. All of them or none; it can be undone."
      onSubmit={() => {
        if (isReady && progress === null) start({ files: plan.files, texts });
      }}
      actions={
        progress ? (
          <Button onClick={cancel}>Cancel the import</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={!isReady}>
              {plan.files.length > 0 ? `Import ${plural(plan.files.length, 'file')}` : 'Import'}
            </Button>
          </>
        )
      }
    >
      {progress ? (
        <SendProgress {...progress} />
      ) : (
        <>
          <div className={s.area}>
            <p>Drop files or a folder here, or anywhere on the page</p>
            <div className={s.pickers}>
              <FilePicker
                label="Files to import"
                of="files"
                accept={importExtensions.join(',')}
                icon={<Upload />}
                onFiles={add}
              >
                Choose files
              </FilePicker>
              <FilePicker label="Folder to import" of="folder" icon={<FolderInput />} onFiles={add}>
                Choose a folder
              </FilePicker>
            </div>
            <small>
              JSON, JSON Lines, CSV, TSV, TXT; PNG, JPEG, WebP, AVIF, GIF, BMP, SVG; WAV, MP3, FLAC, Ogg, M4A,
              AAC; HTML, Markdown
            </small>
          </div>
          <Summary plan={plan} texts={texts} onRemove={without} />
          {plan.groups.some(({ kind }) => kind === 'lines') ? (
            <SelectField
              label="Texts"
              value={texts}
              onChange={(event) => setTexts(event.target.value as 'lines' | 'files')}
              options={[
                { value: 'lines', label: 'A task for each line' },
                { value: 'files', label: 'A task for each file' },
              ]}
            />
          ) : null}
          {plan.unreadable.length > 0 ? (
            <Unreadable
              files={plan.unreadable}
              onRemove={() => without(plan.unreadable.map(({ path }) => path))}
            />
          ) : null}
          {isCancelled ? <p role="status">Cancelled. Nothing was imported.</p> : null}
          {error ? (
            <ErrorNote
              error={error}
              action={
                refused !== undefined && plan.files.length > 1 ? (
                  <Button size="small" onClick={() => without([refused])}>
                    Leave it out
                  </Button>
                ) : undefined
              }
            />
          ) : null}
        </>
      )}
    </Dialog>
  );
};

const mostNamed = 4;

/** What was chosen, by kinds, with the names of the first. */
const Summary = ({
  plan,
  texts,
  onRemove,
}: {
  readonly plan: ImportPlan;
  readonly texts: 'lines' | 'files';
  readonly onRemove: (paths: readonly string[]) => void;
}) => {
  if (plan.files.length === 0) return null;
  const withRows = plan.groups.some(({ kind }) => kind === 'rows');
  return (
    <div>
      <ul aria-label="What is imported" className={s.groups}>
        {plan.groups.map(({ kind, files }) => (
          <li key={kind}>
            <span>
              <b>{fateOf(kind, files.length, { texts, withRows })}</b>
              <small>
                {files
                  .slice(0, mostNamed)
                  .map(({ path }) => path)
                  .join(', ')}
                {files.length > mostNamed ? ` and ${files.length - mostNamed} more` : ''}
              </small>
            </span>
            <IconButton
              label={`Leave out: ${fateOf(kind, files.length, { texts, withRows })}`}
              size="small"
              onClick={() => onRemove(files.map(({ path }) => path))}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      <p className={s.total}>{formatBytes(plan.bytes)} in all</p>
    </div>
  );
};

const Unreadable = ({
  files,
  onRemove,
}: {
  readonly files: readonly Found[];
  readonly onRemove: () => void;
}) => {
  const names = files.slice(0, mostNamed).map(({ path }) => path);
  const rest = files.length - names.length;
  return (
    <ErrorNote
      error={
        new ApiError(
          400,
          'import.unreadable',
          `${plural(files.length, 'file')} cannot be imported: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
          {},
        )
      }
      action={
        <Button size="small" onClick={onRemove}>
          {files.length === 1 ? 'Leave it out' : 'Leave them out'}
        </Button>
      }
    />
  );
};

const SendProgress = ({ sent, total }: Sent) => (
  <div className={s.sending}>
    <p role={sent < total ? undefined : 'status'}>
      {sent < total
        ? `Sending: ${formatBytes(sent)} of ${formatBytes(total)}`
        : 'Everything is there. Making tasks of it…'}
    </p>
    <Progress
      label="Import"
      total={Math.max(total, 1)}
      parts={[{ value: sent, color: 'var(--lw-accent)', label: 'bytes sent' }]}
    />
  </div>
);
