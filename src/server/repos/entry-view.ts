import type { FileEntry as FileView } from '../../shared/contract/repos.ts';
import type { Entry } from '../../versions/version-store.ts';

/** A file's entry as the API shows it. */
export const entryView = (path: string, entry: Entry, staged = false): FileView => ({
  path,
  sha256: entry.sha256,
  size: entry.size,
  modified: new Date(entry.modified).toISOString(),
  contentType: entry.contentType,
  etag: entry.etag,
  metadata: { ...entry.metadata },
  staged,
});
