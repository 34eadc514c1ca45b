import type { TagNode } from '../config/tag-node.ts';
import type { EditorCore } from '../editor-core.ts';
import type { Scope } from '../scope.ts';

/** What tags are mounted with. */
export interface TagPage {
  readonly core: EditorCore;
  readonly scope: Scope;
  /** The editor's own element. */
  readonly host: HTMLElement;
  /** A selector for `host` alone, and a prefix for global names. */
  readonly instance: string;
  /** The address from which an object's data is fetched. */
  resolveUrl(address: string): string;
  /** Mounts the children of a tag. */
  children(node: TagNode): readonly Node[];
}

/** How a tag looks. Null when it shows nothing itself. */
export interface TagView {
  readonly tags: readonly string[];
  mount(node: TagNode, page: TagPage): HTMLElement | null;
}
