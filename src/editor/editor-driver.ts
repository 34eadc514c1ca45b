import { parseConfig } from '../labels/config/parse-config.ts';
import type { JsonObject } from '../labels/json.ts';
import type { LabelResult } from '../labels/results/label-result.ts';
import { createEditorCore } from './create-editor-core.ts';
import type { CoreOptions, EditorCore } from './editor-core.ts';
import { normalizeChord } from './keys/chord.ts';
import { commandFor } from './keys/run-chord.ts';
import { chosenValues } from './edit/chosen-values.ts';
import type { ImageObject } from './objects/image/image-object.ts';
import type { ToolEvent } from './tools/tool-event.ts';

/** The editor's core with hands, without a browser: tests press keys, select text and draw with it. */
export interface EditorDriver {
  readonly core: EditorCore;
  readonly submitted: readonly (readonly LabelResult[])[];
  /** Presses a chord with the focus on an object, as a person would write it: `Ctrl+Z`, `1`. */
  press(...chords: readonly string[]): void;
  /** Selects text by offsets in code points. */
  selectText(object: string, start: number, end: number): void;
  clickText(object: string, at: number): void;
  send(object: string, event: ToolEvent): boolean;
  /** Says that the image was loaded, and lays it 1:1 on the stage. */
  loadImage(object: string, width: number, height: number): void;
  /** Pointer to image pixels: `[10, 20]` presses and releases there, more points are a drag. */
  drag(object: string, points: readonly (readonly [number, number])[], keys?: DriverKeys): void;
  /** The path of the object's active state. */
  stateOf(object: string): string;
  chosen(control: string): readonly string[];
  results(): LabelResult[];
}

export interface DriverKeys {
  readonly shift?: boolean;
  readonly alt?: boolean;
  readonly mod?: boolean;
}

/** Numbers that repeat from run to run. */
export function seededRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

export function createDriver(
  config: string,
  data: JsonObject,
  options: Partial<Omit<CoreOptions, 'config' | 'data'>> = {},
): EditorDriver {
  const submitted: (readonly LabelResult[])[] = [];
  const core = createEditorCore({
    random: seededRandom(),
    onSubmit: (results) => void submitted.push(results),
    ...options,
    config: parseConfig(config),
    data,
  });
  const objectNamed = (name: string) => {
    const object = core.objects.find((each) => each.name === name);
    if (!object?.machine) throw new Error(`No object ${name} with tools in this config.`);
    return object.machine;
  };
  return {
    core,
    submitted,
    press(...chords) {
      for (const chord of chords)
        commandFor(core, normalizeChord(chord), { inField: false, onObject: true })?.run();
    },
    selectText: (object, start, end) => void objectNamed(object).send({ type: 'range', start, end }),
    clickText: (object, at) =>
      void objectNamed(object).send({ type: 'tap', at: { x: at, y: 0 }, extend: false }),
    send: (object, event) => objectNamed(object).send(event),
    loadImage(name, width, height) {
      const object = core.objects.find((each) => each.name === name) as ImageObject;
      object.stage.set({ width, height });
      object.size.set({ width, height });
      object.viewport.set({ scale: 1, x: 0, y: 0 });
    },
    drag(object, points, keys = {}) {
      const machine = objectNamed(object);
      const info = ([x, y]: readonly [number, number]) => ({
        at: { x, y },
        button: 0,
        shift: keys.shift ?? false,
        alt: keys.alt ?? false,
        mod: keys.mod ?? false,
        pointerType: 'mouse',
        unitsPerPixel: 1,
      });
      const [first, ...rest] = points;
      const last = points.at(-1);
      if (!first || !last) return;
      machine.send({ type: 'pointer_move', ...info(first) });
      machine.send({ type: 'pointer_down', ...info(first) });
      for (const point of rest) machine.send({ type: 'pointer_move', ...info(point) });
      machine.send({ type: 'pointer_up', ...info(last) });
    },
    stateOf: (object) => objectNamed(object).state.peek().name,
    chosen(name) {
      const control = core.control(name);
      if (!control) throw new Error(`No control ${name} in this config.`);
      return chosenValues(core, control);
    },
    results: () => core.results(),
  };
}
