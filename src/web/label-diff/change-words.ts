import type { LabelChange } from '../../shared/contract/project-labels.ts';

type Annotation = LabelChange['annotations'][number];
type OnFile = {
  readonly uid: string;
  readonly was_cancelled?: boolean;
  readonly skip_reason?: string;
  readonly ground_truth?: boolean;
};

const onFile = (file: unknown, uid: string): OnFile | undefined =>
  ((file ?? {}) as { annotations?: readonly OnFile[] }).annotations?.find((each) => each.uid === uid);

const skipWords = (reason: string | undefined): string =>
  reason ? `skipped: ${reason}` : 'skipped, without a reason';

/** What happened to an annotation itself, in words; none where only its results changed. */
export const annotationWords = (
  { before, after }: Pick<LabelChange, 'before' | 'after'>,
  { annotation, change, fields }: Omit<Annotation, 'author'>,
): readonly string[] => {
  const [was, is] = [onFile(before, annotation), onFile(after, annotation)];
  if (change === 'removed') return [was?.was_cancelled ? 'its skip was removed' : 'annotation removed'];
  if (change === 'added') {
    const made = is?.was_cancelled ? skipWords(is.skip_reason) : 'annotation added';
    return is?.ground_truth ? [made, 'ground truth'] : [made];
  }
  const words: string[] = [];
  if (is?.was_cancelled && (!was?.was_cancelled || was.skip_reason !== is.skip_reason))
    words.push(skipWords(is.skip_reason));
  else if (was?.was_cancelled && !is?.was_cancelled) words.push('no longer skipped');
  if (fields.includes('ground_truth'))
    words.push(is?.ground_truth ? 'made ground truth' : 'no longer ground truth');
  if (fields.includes('author')) words.push('has another author');
  return words;
};
