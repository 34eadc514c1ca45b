import type { Config } from '../labels/config/config.ts';
import type { Size } from '../labels/geometry/point.ts';
import type { JsonObject } from '../labels/json.ts';
import type { TaskFile } from '../labels/task-file/task-file.ts';

/** A task to export: its file, and what a label repo does not hold. */
export type ExportTask = {
  readonly file: TaskFile;
  /** Label Studio's integer; left out, a running number. */
  readonly id?: number;
  /** Label Studio's integers by annotation uid; those left out get running numbers. */
  readonly annotationIds?: ReadonlyMap<string, number>;
  /** As Label Studio's JSON has them. */
  readonly predictions?: readonly JsonObject[];
};

export type Annotator = { readonly id: number; readonly email: string };

/**
 * How JSON says who labeled. `email`: `{email}`, which an import finds the person by, here and in Label Studio (which
 * refuses addresses that it does not know); `none`: not at all, which any Label Studio takes; `number`: as the
 * export of Label Studio's API does, with numbers that mean something on this server only.
 */
export type CompletedBy = 'email' | 'none' | 'number';

export type ExportInput = {
  readonly config: Config;
  /** Called once or twice; the same tasks in the same order each time. */
  readonly tasks: () => AsyncIterable<ExportTask>;
  readonly time: Date;
  /** Where running numbers begin, above all that tasks bring along; 1 where left out. */
  readonly firstFree?: { readonly task: number; readonly annotation: number };
  /** Who an author's uid is; undefined for people who are not known here. */
  readonly annotator?: (author: string) => Annotator | undefined;
  /** Converted formats take all finished annotations of a task, or the newest only. JSON has all anyway. */
  readonly annotations?: 'all' | 'newest';
  /** Of the image at an address in the task's data, for results that do not carry its size and where there are none. */
  readonly imageSize?: (task: ExportTask, address: string) => Promise<Size | undefined>;
  /** Of JSON; `email` where left out. */
  readonly completedBy?: CompletedBy;
  /** CSV and TSV: an apostrophe before texts that a spreadsheet would run. Off: data come out exactly as they are. */
  readonly guardFormulas?: boolean;
};

/** Chunks of one file are read to their end before the next file is asked for. */
export type ExportFile =
  | { readonly type: 'bytes'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly type: 'chunks'; readonly path: string; readonly chunks: AsyncIterable<Uint8Array> };

/** To add a format: one file in `exports/`, one line in `export-formats.ts`. */
export type ExportFormat = {
  /** Label Studio's name where it has the format. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Of the one file, with its dot; or a folder of files. */
  readonly extension: string;
  readonly isFolder: boolean;
  /** Of the one file; of a folder's archive it is the archive's business. */
  readonly mediaType: string;
  /** Why labels of this config cannot be written so, or null where they can. */
  readonly whyNot: (config: Config) => string | null;
  /** Files by paths with forward slashes, none absolute, none with `..`. Memory does not grow with the tasks' labels. */
  readonly write: (input: ExportInput) => AsyncIterable<ExportFile>;
};
