import { findTag } from '../../labels/config/tag-registry.ts';

export type Attribute = { readonly name: string; readonly yesNo?: true };

const yes = (...names: string[]): readonly Attribute[] => names.map((name) => ({ name, yesNo: true }));
const plain = (...names: string[]): readonly Attribute[] => names.map((name) => ({ name }));

/** Attributes that the registry does not check but that people look for, as Label Studio's documentation writes them. */
const more: Readonly<Record<string, readonly Attribute[]>> = {
  object: [...plain('name', 'value'), ...yes('zoom', 'zoomControl', 'rotateControl', 'brightnessControl')],
  control: [
    ...plain('name', 'toName', 'choice', 'visibleWhen', 'whenTagName', 'whenLabelValue', 'whenChoiceValue'),
    ...yes('required', 'perRegion', 'perItem', 'showInline'),
    ...plain('requiredMessage'),
  ],
  visual: plain('value', 'visibleWhen', 'whenTagName', 'whenLabelValue', 'style', 'className'),
  child: [...plain('value', 'background', 'hotkey', 'alias', 'hint'), ...yes('selected')],
};
const ofTag: Readonly<Record<string, readonly Attribute[]>> = {
  textarea: [...plain('placeholder', 'rows', 'maxSubmissions'), ...yes('editable')],
  rating: plain('maxRating', 'defaultValue', 'size', 'icon'),
  number: plain('min', 'max', 'step', 'defaultValue'),
  choices: plain('layout'),
  header: plain('size', 'underline'),
  view: plain('display', 'style'),
};
/** Their written form; the registry compares in lower case. */
const written = new Map(
  [...Object.values(more), ...Object.values(ofTag)]
    .flat()
    .concat(
      plain(
        'maxUsages',
        'strokeWidth',
        'fillOpacity',
        'pointSize',
        'valueType',
        'saveTextResult',
        'defaultZoom',
        'horizontalAlignment',
        'verticalAlignment',
        'crossOrigin',
        'zoomBy',
        'gridSize',
        'displayMode',
        'valueList',
        'snap',
        'opacity',
        'canRotate',
      ),
    )
    .map((each) => [each.name.toLowerCase(), each] as const),
);

/** The attributes that a tag may have, needed ones first. */
export const attributesOf = (tag: string): readonly Attribute[] => {
  const entry = findTag(tag.toLowerCase());
  if (!entry) return [];
  const names = [
    ...(entry.required ?? []),
    ...(more[entry.kind] ?? []).map((each) => each.name),
    ...(ofTag[entry.name.toLowerCase()] ?? []).map((each) => each.name),
    ...Object.keys(entry.allowed ?? {}),
    ...(entry.numbers ?? []),
  ];
  const found = new Map<string, Attribute>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, written.get(key) ?? { name });
  }
  return [...found.values()];
};

/** The names of the attributes in a part of a tag, in lower case. */
export const attributeNames = (part: string): ReadonlySet<string> =>
  new Set([...part.matchAll(/([\w:-]+)\s*=/g)].map(([, name = '']) => name.toLowerCase()));
