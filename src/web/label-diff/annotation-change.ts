import { changeKind } from '../../labels/merge/change-kind.ts';
import { toldChanges } from '../../labels/merge/told-changes.ts';
import type { TaskFile } from '../../labels/task-file/task-file.ts';
import type { LabelChange } from '../../shared/contract/project-labels.ts';

/** What a diff of one task tells, wherever its two versions came from. */
export type ShownChange = Pick<LabelChange, 'before' | 'after' | 'fields' | 'annotations' | 'regions'>;

/** An annotation as it stands on the server, or as the editor would send it. */
export type AnnotationVersion = {
  readonly result: readonly unknown[];
  readonly skipped: boolean;
  readonly skipReason?: string | null | undefined;
};

/** What became of one annotation from one version to another, by whom, as the label diff tells it. */
export const annotationChange = (
  data: LabelChange['resolved'],
  author: { readonly id: string; readonly name: string },
  before: AnnotationVersion,
  after: AnnotationVersion,
): ShownChange => {
  const [was, is] = [fileOf(data, before), fileOf(data, after)];
  const all = toldChanges(was, is);
  const json = (part: unknown) => (part ?? null) as LabelChange['before'];
  return {
    before: json(was),
    after: json(is),
    fields: [],
    annotations: [
      {
        annotation: uid,
        author,
        change: 'modified',
        fields: [...(all.find(({ identity }) => identity === null)?.fields ?? [])],
      },
    ],
    regions: all.flatMap(({ identity, change, fields, ...sides }) =>
      identity === null || (change === 'modified' && fields.every((field) => field === origin))
        ? []
        : [
            {
              annotation: uid,
              identity,
              change,
              kind: changeKind({ change, ...sides }),
              before: json(sides.before),
              after: json(sides.after),
              fields: [...fields],
            },
          ],
    ),
  };
};

const uid = 'this';

/** Where a label came from does not make it another. */
const origin = 'origin';

const fileOf = (data: unknown, { result, skipped, skipReason }: AnnotationVersion): TaskFile =>
  ({
    key: '',
    source: null,
    data,
    annotations: [
      { uid, result, was_cancelled: skipped, ...(skipped && skipReason ? { skip_reason: skipReason } : {}) },
    ],
  }) as unknown as TaskFile;
