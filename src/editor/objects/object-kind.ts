import type { TagNode } from '../config/tag-node.ts';
import type { EditorCore } from '../editor-core.ts';
import type { ObjectModel } from './object-model.ts';

/** An object tag that can be labeled: how its model is made. */
export interface ObjectKind {
  readonly tag: string;
  create(node: TagNode, name: string, core: EditorCore): ObjectModel;
}
