import type { JsonObject } from '../json.ts';

/** A ready-made labeling task. To add one: a file here, a line in `template-registry.ts`. */
export type Template = {
  readonly id: string;
  readonly title: string;
  /** The heading that it stands under in the gallery. */
  readonly group: 'Text' | 'Images' | 'Audio' | 'Rating';
  /** A sentence: what people do with each task. */
  readonly description: string;
  readonly config: string;
  /** Data of one task, as the gallery's preview shows it; of our own making. */
  readonly sampleData: JsonObject;
};
