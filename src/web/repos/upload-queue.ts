import { ApiError, apiErrorFromText, fileUrl } from '../api.ts';

export type Upload = {
  readonly id: number;
  readonly path: string;
  readonly size: number;
  readonly sent: number;
  readonly state: 'waiting' | 'sending' | 'done' | 'conflict' | 'failed' | 'cancelled';
  readonly error: unknown;
};

export type UploadQueue = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => readonly Upload[];
  readonly add: (files: readonly { readonly path: string; readonly file: File }[]) => void;
  readonly cancel: (id: number) => void;
  /** After a conflict: write over the file that is there. After a failure: try again. */
  readonly retry: (id: number) => void;
  readonly clear: () => void;
};

const atOnce = 3;

/** Sends files to a branch, a few at a time; a file that is there already waits for a decision instead. */
export const createUploadQueue = (repo: string, branch: string, onDone: () => void): UploadQueue => {
  let uploads: readonly Upload[] = [];
  let nextId = 1;
  const files = new Map<number, File>();
  const running = new Map<number, XMLHttpRequest>();
  const overwrite = new Set<number>();
  const listeners = new Set<() => void>();

  const change = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const patch = (id: number, values: Partial<Upload>) =>
    change(uploads.map((upload) => (upload.id === id ? { ...upload, ...values } : upload)));

  const finish = (id: number, values: Partial<Upload>) => {
    running.delete(id);
    patch(id, values);
    pump();
    if (running.size === 0) onDone();
  };

  const send = (upload: Upload, file: File) => {
    const request = new XMLHttpRequest();
    running.set(upload.id, request);
    patch(upload.id, { state: 'sending', sent: 0, error: null });
    request.open('PUT', fileUrl(repo, branch, upload.path));
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    if (!overwrite.has(upload.id)) request.setRequestHeader('If-None-Match', '*');
    request.upload.onprogress = (event) => patch(upload.id, { sent: event.loaded });
    request.onload = () => {
      if (request.status < 300) return finish(upload.id, { state: 'done', sent: upload.size });
      if (request.status === 412) return finish(upload.id, { state: 'conflict' });
      finish(upload.id, { state: 'failed', error: apiErrorFromText(request.status, request.responseText) });
    };
    request.onerror = () =>
      finish(upload.id, {
        state: 'failed',
        error: new ApiError(0, 'offline', 'The connection broke. Try again.', {}),
      });
    request.onabort = () => finish(upload.id, { state: 'cancelled' });
    request.send(file);
  };

  const pump = () => {
    for (const upload of uploads) {
      if (running.size >= atOnce) return;
      const file = files.get(upload.id);
      if (upload.state === 'waiting' && file) send(upload, file);
    }
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => uploads,
    add: (added) => {
      const fresh = added.map(({ path, file }): Upload => {
        const id = nextId++;
        files.set(id, file);
        return { id, path, size: file.size, sent: 0, state: 'waiting', error: null };
      });
      change([...uploads, ...fresh]);
      pump();
    },
    cancel: (id) => {
      const request = running.get(id);
      if (request) request.abort();
      else patch(id, { state: 'cancelled' });
    },
    retry: (id) => {
      if (uploads.find((upload) => upload.id === id)?.state === 'conflict') overwrite.add(id);
      patch(id, { state: 'waiting' });
      pump();
    },
    clear: () => change(uploads.filter((upload) => upload.state === 'waiting' || upload.state === 'sending')),
  };
};
