import type { ImageObject } from '../../objects/image/image-object.ts';
import { brushIdle, eraserIdle } from '../brush/idle.ts';
import { polygonIdle } from '../polygon/idle.ts';
import { rectangleIdle } from '../rectangle/idle.ts';
import { fourPoints } from '../rectangle/four-points.ts';
import { selectIdle } from '../select/idle.ts';
import { panIdle } from '../pan/idle.ts';
import type { ToolState } from '../state-machine.ts';

/** A tool of images: its first state, and the shape it draws. To add one: a folder with its states, a line below. */
export interface ImageTool {
  readonly name: string;
  readonly title: string;
  readonly draws?: string;
  /** It needs no class: choosing one puts it away. */
  readonly takesAway?: boolean;
  begin(object: ImageObject): ToolState;
}

export const imageTools: readonly ImageTool[] = [
  { name: 'select', title: 'Select', begin: selectIdle },
  { name: 'pan', title: 'Move the image', begin: panIdle },
  { name: 'rectangle', title: 'Box', draws: 'rectangle', begin: rectangleIdle },
  {
    name: 'four-points',
    title: 'Box by four extreme points',
    draws: 'rectangle',
    begin: (object) => fourPoints(object, []),
  },
  { name: 'polygon', title: 'Polygon', draws: 'polygon', begin: polygonIdle },
  { name: 'brush', title: 'Brush', draws: 'brush', begin: brushIdle },
  { name: 'eraser', title: 'Eraser', draws: 'brush', takesAway: true, begin: eraserIdle },
];

const byName = new Map(imageTools.map((tool) => [tool.name, tool]));

export const toolNamed = (name: string): ImageTool => byName.get(name) ?? (imageTools[0] as ImageTool);
