import type { EditorCore } from '../editor-core.ts';
import { type CopiedRegion, pasteRegions, swapOrder } from '../kernels/copy-regions.ts';
import type { Region } from '../regions/region.ts';
import { imageShapeNamed } from '../shapes/shape-registry.ts';
import type { ImageObject } from '../objects/image/image-object.ts';
import { textOf, valueOf } from '../../labels/results/label-result.ts';
import { batch, signal } from '../signals.ts';
import { makeDiff } from '../store/records-diff.ts';
import type { Command } from './command.ts';

/** What was copied last, in any editor of this page: it may be pasted into the next task. */
const clipboard = signal<readonly CopiedRegion[]>([]);

/** Copy, cut, paste, duplicate; one step up or down in the z-order. */
export function clipboardCommands(core: EditorCore): Command[] {
  const { session, regions, edit } = core;
  const canWrite = (): boolean => !session.readOnly.get();
  const selected = (): Region[] =>
    session.selection
      .peek()
      .map((id) => regions.get(id))
      .filter((region) => region !== undefined)
      // Spans cannot lie at another place, so they are not copied.
      .filter((region) => imageShapeNamed(region.shape.type) !== undefined);
  const hasSelection = (): boolean => session.selection.get().length > 0;

  const copy = (): readonly CopiedRegion[] =>
    selected().map((region) => region.records.map((record) => record.json));
  const step = 8;
  /** A little beside the original, so that the copy is seen; on the same place in another task. */
  const beside = (results: CopiedRegion): CopiedRegion => {
    const id = textOf(results[0] ?? {}, 'id') ?? '';
    const region = regions.get(id);
    const shape = region && imageShapeNamed(region.shape.type);
    const object = core.objects.find((each) => each.name === region?.toName) as ImageObject | undefined;
    const size = object?.size.peek();
    if (!region || !shape || !size) return results;
    const geometry = shape.read(region.value, size);
    if (geometry === null) return results;
    const moved = shape.write(shape.move(geometry, { x: step, y: step }), size);
    return results.map((result) => ({ ...result, value: { ...valueOf(result), ...moved } }));
  };
  const paste = (title: string, copied: readonly CopiedRegion[]): void => {
    const known = copied.filter((results) =>
      results.every((result) => core.control(textOf(result, 'from_name') ?? '') !== undefined),
    );
    if (known.length === 0) {
      session.notice.set({ text: 'What was copied does not fit the labels of this task.', tone: 'problem' });
      return;
    }
    const page = session.itemIndex.peek();
    const { records, ids } = pasteRegions(
      known,
      (results) =>
        beside(results).map((result) => ('item_index' in result ? { ...result, item_index: page } : result)),
      { newId: core.newId, nextKey: core.nextKey, order: core.lastOrder() + 1 },
    );
    batch(() => {
      edit.change(title, makeDiff({ added: records }));
      edit.select(ids);
    });
  };
  const shift = (by: 1 | -1): void => {
    const region = core.selectedRegion();
    if (!region) return;
    const all = regions.all.peek();
    const other = all[all.indexOf(region) + by];
    if (!other) return;
    const [lower, upper] = by > 0 ? [region, other] : [other, region];
    edit.change(
      by > 0 ? 'Bring forward' : 'Send backward',
      makeDiff({ updated: swapOrder(lower.records, upper.records) }),
    );
  };

  return [
    {
      id: 'copy-regions',
      title: 'Copy',
      group: 'Regions',
      onObject: true,
      enabled: () => hasSelection() && selected().length > 0,
      run: () => clipboard.set(copy()),
    },
    {
      id: 'cut-regions',
      title: 'Cut',
      group: 'Regions',
      onObject: true,
      enabled: () => canWrite() && hasSelection() && selected().length > 0,
      run: () => {
        clipboard.set(copy());
        edit.deleteRegions(selected().map((region) => region.id));
      },
    },
    {
      id: 'paste-regions',
      title: 'Paste',
      group: 'Regions',
      onObject: true,
      enabled: () => canWrite() && clipboard.get().length > 0,
      run: () => paste('Paste', clipboard.peek()),
    },
    {
      id: 'duplicate-regions',
      title: 'Duplicate',
      group: 'Regions',
      onObject: true,
      enabled: () => canWrite() && hasSelection() && selected().length > 0,
      run: () => paste('Duplicate', copy()),
    },
    {
      id: 'bring-forward',
      title: 'Bring forward',
      group: 'Regions',
      enabled: () => canWrite() && hasSelection(),
      run: () => shift(1),
    },
    {
      id: 'send-backward',
      title: 'Send backward',
      group: 'Regions',
      enabled: () => canWrite() && hasSelection(),
      run: () => shift(-1),
    },
  ];
}
