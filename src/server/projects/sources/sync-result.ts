/** What a sync did to the tasks, and the files that it could not read, each with why. */
export type SyncResult = {
  added: number;
  changed: number;
  retired: number;
  unchanged: number;
  errors: { path: string; detail: string }[];
};
