import type { Point, Size } from '../../../labels/geometry/point.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { flag, type TagNode } from '../../config/tag-node.ts';
import type { EditorCore } from '../../editor-core.ts';
import { imageShapeNamed } from '../../shapes/shape-registry.ts';
import { computed, effect, signal, untracked } from '../../signals.ts';
import { imageTools, toolNamed } from '../../tools/image/image-tools.ts';
import { createStateMachine, type StateMachine } from '../../tools/state-machine.ts';
import type { ObjectKind } from '../object-kind.ts';
import { imageCommands } from './image-commands.ts';
import type { Draft, Ghost, ImageObject } from './image-object.ts';
import { createRegionSpace } from './region-space.ts';
import type { Viewport } from './viewport.ts';

const ghostsOf = (core: EditorCore, name: string, size: Size | null): readonly Ghost[] => {
  const page = core.session.itemIndex.get();
  return core.suggestions.open.get().flatMap((region) => {
    const shape = imageShapeNamed(region.shape.type);
    if (!shape || !size || region.toName !== name || region.itemIndex !== page) return [];
    const geometry = shape.read(region.value, size);
    return geometry === null ? [] : [{ region, shape, geometry }];
  });
};

const addressesOf = ({ data }: TagNode): string[] =>
  (Array.isArray(data) ? data : [data])
    .filter((item) => typeof item === 'string')
    .filter((item) => item !== '');

export const imageKind: ObjectKind = {
  tag: 'image',
  create(node, name, core): ImageObject {
    const size = signal<Size | null>(null);
    const shapes = new Set(
      core.controls
        .filter((control) => control.toNames.includes(name) && control.kind.shape !== undefined)
        .map((control) => control.kind.shape as string),
    );
    const takenTool = signal<string | null>(null);
    const tools = imageTools.filter((tool) => tool.draws === undefined || shapes.has(tool.draws));
    const tool = computed(() => {
      const taken = takenTool.get();
      if (taken !== null) return taken;
      for (const [controlName] of core.session.armed.get()) {
        const control = core.control(controlName);
        if (!control?.toNames.includes(name)) continue;
        const draws = tools.find(
          (each) =>
            each.draws !== undefined &&
            (control.kind.shape === undefined || each.draws === control.kind.shape),
        );
        if (draws) return draws.name;
      }
      return 'select';
    });
    const object: { -readonly [K in keyof ImageObject]: ImageObject[K] } = {
      core,
      name,
      tag: 'image',
      node,
      pages: addressesOf(node),
      size,
      stage: signal<Size>({ width: 0, height: 0 }),
      viewport: signal<Viewport>({ scale: 1, x: 0, y: 0 }),
      space: createRegionSpace(core, name, () => size.peek()),
      draft: signal<Draft | null>(null),
      moving: signal<ReadonlyMap<string, unknown>>(new Map()),
      lasso: signal<{ from: Point; to: Point } | null>(null),
      brushSize: signal(20),
      ghosts: computed(() => ghostsOf(core, name, size.get())),
      takenTool,
      tool,
      tools: tools.map((each) => each.name),
      crosshair: flag(node, 'crosshair'),
      machine: undefined as unknown as StateMachine,
      commands: [],
      drawable: (shape) => shapes.has(shape),
      shapeOf: (region) => object.space.get(region.id)?.shape,
      envelope(): JsonObject {
        const now = size.peek();
        const page = core.session.itemIndex.peek();
        return {
          ...(now ? { original_width: now.width, original_height: now.height } : {}),
          image_rotation: 0,
          ...(object.pages.length > 1 ? { item_index: page } : {}),
        };
      },
    };
    object.machine = createStateMachine(toolNamed('select').begin(object));
    object.commands = imageCommands(object);
    // A class that was armed wants its own tool in hand, whatever was taken before.
    effect(() => {
      const armed = core.session.armed.get();
      const taken = takenTool.peek();
      if (armed.size === 0 || taken === null) return;
      const draws = toolNamed(taken).draws;
      const fits = [...armed.keys()].some((each) => {
        const shape = core.control(each)?.kind.shape;
        return draws !== undefined && !toolNamed(taken).takesAway && (shape === undefined || shape === draws);
      });
      if (!fits) takenTool.set(null);
    });
    effect(() => {
      const wanted = tool.get();
      untracked(() => object.machine.go(toolNamed(wanted).begin(object)));
    });
    return object;
  },
};
