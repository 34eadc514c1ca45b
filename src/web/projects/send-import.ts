import type { Output } from '../../shared/contract/op.ts';
import type { projectOperations } from '../../shared/contract/projects.ts';
import { ApiError, apiErrorFromText } from '../api.ts';
import type { Found } from '../parts/dropped-files.ts';

export type Imported = Output<(typeof projectOperations)['import']['response']>;

export type Sending = {
  /** Rejects with an ApiError, or with an AbortError when it was cancelled. */
  readonly done: Promise<Imported>;
  readonly cancel: () => void;
};

/** Sends files to be imported together; by XMLHttpRequest, since fetch does not say how far an upload is. */
export const sendImport = (
  project: string,
  files: readonly Found[],
  options: {
    readonly texts: 'lines' | 'files';
    /** Bytes of the request that went out. */
    readonly onProgress: (sent: number, total: number) => void;
  },
): Sending => {
  const request = new XMLHttpRequest();
  const done = new Promise<Imported>((resolve, reject) => {
    request.upload.onprogress = (event) => options.onProgress(event.loaded, event.total);
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText) as Imported)
        : reject(apiErrorFromText(request.status, request.responseText));
    request.onerror = () =>
      reject(new ApiError(0, 'offline', 'The connection broke. Nothing was imported; try again.', {}));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
  });
  const form = new FormData();
  for (const { path, file } of files) form.append('file', file, path);
  request.open('POST', `/api/lw/projects/${encodeURIComponent(project)}/import?texts=${options.texts}`);
  request.send(form);
  return { done, cancel: () => request.abort() };
};
