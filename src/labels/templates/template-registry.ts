import { audioClassificationTemplate } from './audio-classification.ts';
import { boxesTemplate } from './boxes.ts';
import { brushMasksTemplate } from './brush-masks.ts';
import { captionsTemplate } from './captions.ts';
import { contentRatingTemplate } from './content-rating.ts';
import { entitiesTemplate } from './entities.ts';
import { imageClassificationTemplate } from './image-classification.ts';
import { ocrTemplate } from './ocr.ts';
import { polygonsTemplate } from './polygons.ts';
import { questionAnsweringTemplate } from './question-answering.ts';
import { relationsTemplate } from './relations.ts';
import { responseGradingTemplate } from './response-grading.ts';
import { sentimentTemplate } from './sentiment.ts';
import { spamTemplate } from './spam.ts';
import { summaryTemplate } from './summary.ts';
import { topicsTemplate } from './topics.ts';
import { transcriptionTemplate } from './transcription.ts';
import { translationTemplate } from './translation.ts';
import type { Template } from './template.ts';

/** All templates, in the order of the gallery. */
export const templates: readonly Template[] = [
  sentimentTemplate,
  spamTemplate,
  topicsTemplate,
  entitiesTemplate,
  relationsTemplate,
  summaryTemplate,
  questionAnsweringTemplate,
  translationTemplate,
  imageClassificationTemplate,
  boxesTemplate,
  polygonsTemplate,
  brushMasksTemplate,
  ocrTemplate,
  captionsTemplate,
  transcriptionTemplate,
  audioClassificationTemplate,
  contentRatingTemplate,
  responseGradingTemplate,
];

/** The template by its id; undefined where there is none. */
export const findTemplate = (id: string): Template | undefined => templates.find((each) => each.id === id);
