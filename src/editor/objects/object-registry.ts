import { audioKind } from './audio-kind.ts';
import { imageKind } from './image/image-kind.ts';
import type { ObjectKind } from './object-kind.ts';
import { textKind } from './text-kind.ts';

/** Every object tag the editor can label. To add one: its model here, its looks in `tags/`. */
const kinds: readonly ObjectKind[] = [textKind, imageKind, audioKind];

const byTag = new Map(kinds.map((kind) => [kind.tag, kind]));

export const objectKind = (tag: string): ObjectKind | undefined => byTag.get(tag);
