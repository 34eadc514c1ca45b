import { findTag } from '../../../labels/config/tag-registry.ts';
import { configOf } from './check-result.ts';

const tags = { text: /^(hyper)?text$/i, image: /^image$/i, audio: /^audio$/i } as const;

/**
 * The data key that the config's first object of a kind reads; without a config the kind's own name. undefined when
 * no object shows that kind.
 */
export const keyFor = (config: string, kind: keyof typeof tags): string | undefined => {
  if (config.trim() === '') return kind;
  for (const { tag, value } of configOf(config).objects.values()) {
    const key = /^\$([A-Za-z_]\w*)$/.exec(value ?? '')?.[1];
    if (key !== undefined && tags[kind].test(findTag(tag)?.name ?? tag)) return key;
  }
  return undefined;
};
