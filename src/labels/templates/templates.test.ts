import { expect, test } from 'vitest';
import { parseConfig } from '../config/parse-config.ts';
import { fieldsOf, resolveValue } from '../config/resolve-value.ts';
import { findTag } from '../config/tag-registry.ts';
import { findTemplate, templates } from './template-registry.ts';

test('at least twelve, each with an id of its own', () => {
  expect(templates.length).toBeGreaterThanOrEqual(12);
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(findTemplate('boxes')?.title).toBe('Boxes');
  expect(findTemplate('nothing')).toBe(undefined);
});

test.each(templates)(
  '$id: parses without problems, and its sample fills every object',
  ({ config, sampleData }) => {
    const parsed = parseConfig(config);
    expect(parsed.problems).toEqual([]);
    expect(parsed.controls.size).toBeGreaterThan(0);
    const fields = [...parsed.objects.values()].flatMap(({ value }) => fieldsOf(value ?? ''));
    expect(new Set(fields)).toEqual(new Set(Object.keys(sampleData)));
    for (const { value } of parsed.objects.values())
      expect(resolveValue(value ?? '', sampleData)).toMatch(/./);
  },
);

test.each(templates)(
  '$id: hotkeys are not given twice, and what is to be chosen has choices',
  ({ config }) => {
    const { controls } = parseConfig(config);
    const labels = [...controls.values()].flatMap((control) => control.labels);
    const hotkeys = labels.flatMap(({ hotkey }) => hotkey ?? []);
    expect(new Set(hotkeys).size).toBe(hotkeys.length);
    for (const { tag, labels: own } of controls.values())
      if (findTag(tag)?.child !== undefined) expect(own.length).toBeGreaterThan(0);
  },
);

test('media of the samples: drawings that are well-formed, a sound with the length that its head says', () => {
  for (const { sampleData } of templates)
    for (const value of Object.values(sampleData)) {
      const text = String(value);
      if (text.startsWith('data:image/svg+xml,'))
        expect(parseSvg(decodeURIComponent(text.slice(text.indexOf(',') + 1)))).toBe('svg');
      if (!text.startsWith('data:audio')) continue;
      const bytes = Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
      expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
      expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
      expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
    }
});

const parseSvg = (svg: string): string => parseConfig(svg).root.tag;
