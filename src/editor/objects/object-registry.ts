import { audioObject } from './audio-object.ts';
import { imageObject } from './image/image-object.ts';
import type { ObjectKind } from './object-model.ts';
import { textObject } from './text-object.ts';

/** Every object tag the editor can label. To add one: its model here, its looks in `tags/`. */
const kinds: readonly ObjectKind[] = [textObject, imageObject, audioObject];

const byTag = new Map(kinds.map((kind) => [kind.tag, kind]));

export const objectKind = (tag: string): ObjectKind | undefined => byTag.get(tag);
