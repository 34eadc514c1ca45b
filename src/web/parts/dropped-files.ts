/** A file with the folders that it was found in. */
export type Found = { readonly path: string; readonly file: File };

const readAll = async (entry: FileSystemEntry, prefix: string): Promise<Found[]> => {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path: prefix + entry.name, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Found[] = [];
  for (;;) {
    // A reader answers at most a hundred entries a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const child of entries) found.push(...(await readAll(child, `${prefix}${entry.name}/`)));
  }
};

/** All files of a drop, with the folders they were in. */
export const droppedFiles = async (data: DataTransfer): Promise<readonly Found[]> => {
  const entries = [...data.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry): entry is FileSystemEntry => entry !== null);
  if (entries.length === 0) return [...data.files].map((file) => ({ path: file.name, file }));
  const groups = await Promise.all(entries.map((entry) => readAll(entry, '')));
  return groups.flat();
};

/** The files of an `<input type=file>`, with their folders when a folder was chosen. */
export const chosenFiles = (files: FileList): readonly Found[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
