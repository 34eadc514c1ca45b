import { attributeOf } from '../config-node.ts';
import type { TagEntry } from '../tag-entry.ts';

export const imageTag: TagEntry = {
  name: 'Image',
  kind: 'object',
  required: ['name'],
  numbers: ['zoomby', 'gridsize'],
  allowed: {
    horizontalalignment: ['left', 'center', 'right'],
    verticalalignment: ['top', 'center', 'bottom'],
    defaultzoom: ['auto', 'original', 'fit'],
    crossorigin: ['none', 'anonymous', 'use-credentials'],
  },
  check: (node) =>
    attributeOf(node, 'value') === undefined && attributeOf(node, 'valuelist') === undefined
      ? ['an Image needs a value, or a valueList for several pages']
      : [],
};
