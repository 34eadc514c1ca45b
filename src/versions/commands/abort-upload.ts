import { dropUpload, requireUpload } from '../upload-row.ts';
import type { AbortUpload } from '../version-commands.ts';

export const abortUpload: AbortUpload = async (versions, { upload }) => {
  await requireUpload(versions, upload.repo, upload.id);
  await dropUpload(versions, upload.id);
};
