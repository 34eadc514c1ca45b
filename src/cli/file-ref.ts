import { CliUsage } from './exit.ts';

export type BranchRef = { readonly repo: string; readonly ref: string };
export type FileRef = BranchRef & { readonly path: string };

/** `repo@ref`, as pachctl writes it; the ref is `master` when it is left out. */
export const parseBranchRef = (text: string): BranchRef => {
  const at = text.indexOf('@');
  const repo = at < 0 ? text : text.slice(0, at);
  const ref = at < 0 ? 'master' : text.slice(at + 1);
  if (repo === '' || ref === '' || ref.includes(':')) throw new CliUsage(`"${text}" is not REPO@BRANCH`);
  return { repo, ref };
};

/** `repo@ref:/path`; a leading slash is the root and not part of the file's name. */
export const parseFileRef = (text: string): FileRef => {
  const colon = text.indexOf(':', text.indexOf('@') + 1);
  if (text.indexOf('@') < 0) throw new CliUsage(`"${text}" is not REPO@REF:/PATH`);
  const path = colon < 0 ? '' : text.slice(colon + 1);
  return {
    ...parseBranchRef(colon < 0 ? text : text.slice(0, colon)),
    path: path.startsWith('/') ? path.slice(1) : path,
  };
};
