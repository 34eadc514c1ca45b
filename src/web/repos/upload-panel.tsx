import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button, IconButton } from '../parts/button.tsx';
import { formatBytes } from '../parts/format-bytes.ts';
import { plural } from '../../shared/plural.ts';
import { Progress } from '../parts/progress.tsx';
import type { Upload, UploadQueue } from './upload-queue.ts';
import s from './upload-panel.module.css';

const Item = ({ upload, queue }: { readonly upload: Upload; readonly queue: UploadQueue }) => (
  <li className={s.item}>
    <div className={s.row}>
      <code title={upload.path}>{upload.path}</code>
      {upload.state === 'done' ? <small>done</small> : null}
      {upload.state === 'cancelled' ? <small>cancelled</small> : null}
      {upload.state === 'waiting' ? <small>waiting</small> : null}
      {upload.state === 'sending' ? (
        <small>
          {formatBytes(upload.sent)} of {formatBytes(upload.size)}
        </small>
      ) : null}
      {upload.state === 'conflict' ? (
        <>
          <small>is there already</small>
          <Button size="small" onClick={() => queue.retry(upload.id)}>
            Replace
          </Button>
        </>
      ) : null}
      {upload.state === 'failed' ? (
        <Button size="small" onClick={() => queue.retry(upload.id)}>
          Try again
        </Button>
      ) : null}
      {upload.state === 'done' || upload.state === 'cancelled' ? null : (
        <IconButton label={`Cancel ${upload.path}`} size="small" onClick={() => queue.cancel(upload.id)}>
          <X />
        </IconButton>
      )}
    </div>
    {upload.error ? (
      <small style={{ color: 'var(--lw-danger)' }}>{(upload.error as Error).message}</small>
    ) : null}
  </li>
);

/** What is being sent, how far, and what needs a decision. */
export const UploadPanel = ({ queue }: { readonly queue: UploadQueue }) => {
  const uploads = useSyncExternalStore(queue.subscribe, queue.get);
  if (uploads.length === 0) return null;
  const active = uploads.filter((upload) => upload.state === 'sending' || upload.state === 'waiting');
  const total = uploads.reduce((sum, upload) => sum + upload.size, 0);
  const sent = uploads.reduce(
    (sum, upload) => sum + (upload.state === 'done' ? upload.size : upload.sent),
    0,
  );
  // What needs somebody comes first; of the rest the newest two hundred.
  const order = { conflict: 0, failed: 1, sending: 2, waiting: 3, done: 4, cancelled: 5 };
  const shown = [...uploads].sort((a, b) => order[a.state] - order[b.state]).slice(0, 200);
  return (
    <section className={s.panel} aria-label="Uploads">
      <div className={s.head}>
        <div className={s.line}>
          <b role="status">
            {active.length > 0 ? `Uploading ${plural(active.length, 'file')}` : 'Uploads finished'}
          </b>
          <span>
            {active.length > 0 ? (
              <Button
                size="small"
                variant="quiet"
                onClick={() => {
                  for (const upload of active) queue.cancel(upload.id);
                }}
              >
                Cancel all
              </Button>
            ) : (
              <IconButton label="Close uploads" size="small" onClick={queue.clear}>
                <X />
              </IconButton>
            )}
          </span>
        </div>
        <Progress
          label="Upload"
          total={Math.max(total, 1)}
          parts={[{ value: sent, color: 'var(--lw-accent)', label: 'bytes sent' }]}
        />
      </div>
      <ul className={s.list}>
        {shown.map((upload) => (
          <Item key={upload.id} upload={upload} queue={queue} />
        ))}
      </ul>
    </section>
  );
};
