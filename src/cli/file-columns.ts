import type { FileEntry } from '../shared/contract/repos.ts';
import type { Column } from './command.ts';
import { formatBytes } from './format-bytes.ts';

export const fileColumns: readonly Column<FileEntry>[] = [
  { title: 'PATH', text: (file) => `/${file.path}` },
  { title: 'SIZE', text: (file) => formatBytes(file.size) },
  { title: 'MODIFIED', text: (file) => file.modified },
  { title: 'SHA-256', text: (file) => file.sha256.slice(0, 12) },
];
