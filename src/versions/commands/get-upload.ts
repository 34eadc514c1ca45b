import { requireUpload } from '../upload-row.ts';
import type { GetUpload } from '../version-commands.ts';

export const getUpload: GetUpload = (versions, { repo, id }) => requireUpload(versions, repo.uid, id);
