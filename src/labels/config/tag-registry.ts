import type { ResultType, TagEntry } from './tag-entry.ts';
import { audioTag } from './tags/audio.ts';
import { brushTag } from './tags/brush.ts';
import { brushLabelsTag } from './tags/brush-labels.ts';
import { choiceTag } from './tags/choice.ts';
import { choicesTag } from './tags/choices.ts';
import { collapseTag } from './tags/collapse.ts';
import { headerTag } from './tags/header.ts';
import { hyperTextTag } from './tags/hyper-text.ts';
import { imageTag } from './tags/image.ts';
import { labelTag } from './tags/label.ts';
import { labelsTag } from './tags/labels.ts';
import { numberTag } from './tags/number.ts';
import { polygonTag } from './tags/polygon.ts';
import { polygonLabelsTag } from './tags/polygon-labels.ts';
import { ratingTag } from './tags/rating.ts';
import { rectangleTag } from './tags/rectangle.ts';
import { rectangleLabelsTag } from './tags/rectangle-labels.ts';
import { relationTag } from './tags/relation.ts';
import { relationsTag } from './tags/relations.ts';
import { styleTag } from './tags/style.ts';
import { textTag } from './tags/text.ts';
import { textAreaTag } from './tags/text-area.ts';
import { unsupportedTags } from './tags/unsupported-tags.ts';
import { viewTag } from './tags/view.ts';

/** Every tag of the labeling language that is known here. */
export const tagEntries: readonly TagEntry[] = [
  viewTag,
  headerTag,
  styleTag,
  collapseTag,
  textTag,
  hyperTextTag,
  imageTag,
  audioTag,
  choicesTag,
  choiceTag,
  labelsTag,
  labelTag,
  textAreaTag,
  ratingTag,
  numberTag,
  rectangleTag,
  rectangleLabelsTag,
  polygonTag,
  polygonLabelsTag,
  brushTag,
  brushLabelsTag,
  relationsTag,
  relationTag,
  ...unsupportedTags,
];

const byTag = new Map(
  tagEntries.flatMap((entry) =>
    [entry.name, ...(entry.aliases ?? [])].map((name) => [name.toLowerCase(), entry] as const),
  ),
);

/** The entry of a tag by its lower-case name; undefined for a tag that is not Label Studio's. */
export const findTag = (tag: string): TagEntry | undefined => byTag.get(tag);

const byResultType = new Map(
  tagEntries.flatMap((entry) => (entry.results ?? []).map((result) => [result.type, result] as const)),
);

/** What is known of a result's `type`, whichever control it came from. */
export const findResultType = (type: string): ResultType | undefined => byResultType.get(type);
