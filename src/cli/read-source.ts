import { parseFileRef } from './file-ref.ts';

export const importMethods = ['files', 'tasks'] as const;

/** `repo@branch:glob`; without a glob, all files. */
export const readSource = (given: string) => {
  const { repo, ref, path } = parseFileRef(given);
  return { repo, branch: ref, glob: path === '' ? '**' : path };
};
