import { audioView } from './audio/audio.ts';
import { choicesView } from './controls/choices.ts';
import { labelsView } from './controls/labels.ts';
import { numberView } from './controls/number.ts';
import { ratingView } from './controls/rating.ts';
import { textAreaView } from './controls/text-area.ts';
import { imageView } from './image/image.ts';
import { collapseView, panelView } from './layout/collapse.ts';
import { headerView } from './layout/header.ts';
import { silentView } from './layout/silent.ts';
import { styleView } from './layout/style.ts';
import { viewView } from './layout/view.ts';
import type { TagView } from './tag-view.ts';
import { textView } from './text/text.ts';

/** Every tag that can be shown. To add one: its file, and a line here. */
const views: readonly TagView[] = [
  viewView,
  headerView,
  styleView,
  collapseView,
  panelView,
  silentView,
  textView,
  imageView,
  audioView,
  choicesView,
  labelsView,
  textAreaView,
  ratingView,
  numberView,
];

const byTag = new Map(views.flatMap((view) => view.tags.map((tag) => [tag, view] as const)));

export const tagView = (tag: string): TagView | undefined => byTag.get(tag);
