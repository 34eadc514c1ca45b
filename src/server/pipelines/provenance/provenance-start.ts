import { AppError } from '../../../shared/errors/app-error.ts';
import { numberOf } from '../../projects/require-project.ts';

/** Where a walk begins, as a node's id names it. */
export type Start =
  | { readonly type: 'annotation'; readonly id: number }
  /** Also one that is in label commits only. */
  | { readonly type: 'committed-annotation'; readonly task: number; readonly uid: string }
  | { readonly type: 'prediction'; readonly id: number }
  | { readonly type: 'commit'; readonly commit: string }
  | { readonly type: 'run'; readonly run: string };

export const annotationNode = (task: number | null, uid: string): string => `annotation:${task ?? ''}/${uid}`;
export const predictionNode = (id: number | string): string => `prediction:${id}`;
export const commitNode = (commit: string): string => `commit:${commit}`;
export const runNode = (run: string): string => `run:${run}`;

/** Reads a node's id; `annotation:` may also be followed by the annotation's number. Error request.invalid. */
export const parseStart = (node: string): Start => {
  const [, kind, name] = /^(annotation|prediction|commit|run):(.+)$/.exec(node) ?? [];
  const number = numberOf(name ?? '');
  if (kind === 'run' && name) return { type: 'run', run: name };
  if (kind === 'commit' && name && /^[0-9a-f]{8,64}$/.test(name)) return { type: 'commit', commit: name };
  if ((kind === 'annotation' || kind === 'prediction') && number !== undefined)
    return { type: kind, id: number };
  const [, task, uid] = /^(\d+)\/(.+)$/.exec(name ?? '') ?? [];
  const taskNumber = numberOf(task ?? '');
  if (kind === 'annotation' && taskNumber !== undefined && uid)
    return { type: 'committed-annotation', task: taskNumber, uid };
  throw new AppError('request.invalid', {
    reason: `${node} is no node: name annotation:…, prediction:…, commit:… or run:…`,
  });
};
