import type { Point } from '../../../labels/geometry/point.ts';
import type { Command } from '../../commands/command.ts';
import { imageTools } from '../../tools/image/image-tools.ts';
import { keptOnImage, movable } from '../../tools/select/translating.ts';
import type { ImageObject } from './image-object.ts';
import { fitViewport, zoomAt } from './viewport.ts';

/** Tools, zoom, and all that a drag does, by keys. */
export function imageCommands(object: ImageObject): Command[] {
  const { core, machine, size, stage, viewport } = object;
  const canWrite = (): boolean => !core.session.readOnly.get();
  const hasSelection = (): boolean => canWrite() && core.session.selection.get().length > 0;
  const isLoaded = (): boolean => size.get() !== null;
  const isDrawing = (): boolean => machine.state.get().name.endsWith('.drawing');

  const nudge = (by: Point): void => {
    const moved = movable(object);
    const image = size.peek();
    const step = keptOnImage(object, moved, by);
    if (!image) return;
    core.edit.reshape(
      'Move',
      moved.map(
        ({ region, shape, geometry }) => [region, shape.write(shape.move(geometry, step), image)] as const,
      ),
    );
  };
  const change = (title: string, make: (shape: ReturnType<typeof movable>[number]) => unknown): void => {
    const image = size.peek();
    if (!image) return;
    const changes = movable(object).flatMap((placed) => {
      const geometry = make(placed);
      return geometry === undefined ? [] : [[placed.region, placed.shape.write(geometry, image)] as const];
    });
    core.edit.reshape(title, changes);
  };
  const zoom = (factor: number): void => {
    const image = size.peek();
    if (!image) return;
    const { width, height } = stage.peek();
    const fitted = fitViewport(image, stage.peek()).scale;
    viewport.set(zoomAt(viewport.peek(), { x: width / 2, y: height / 2 }, factor, fitted));
  };

  const steps: readonly (readonly [string, string, Point])[] = [
    ['nudge-left', 'Move left by a pixel', { x: -1, y: 0 }],
    ['nudge-right', 'Move right by a pixel', { x: 1, y: 0 }],
    ['nudge-up', 'Move up by a pixel', { x: 0, y: -1 }],
    ['nudge-down', 'Move down by a pixel', { x: 0, y: 1 }],
    ['nudge-left-far', 'Move left by ten', { x: -10, y: 0 }],
    ['nudge-right-far', 'Move right by ten', { x: 10, y: 0 }],
    ['nudge-up-far', 'Move up by ten', { x: 0, y: -10 }],
    ['nudge-down-far', 'Move down by ten', { x: 0, y: 10 }],
  ];
  const sizes: readonly (readonly [string, string, Point])[] = [
    ['widen-region', 'Wider', { x: 2, y: 0 }],
    ['narrow-region', 'Narrower', { x: -2, y: 0 }],
    ['heighten-region', 'Higher', { x: 0, y: 2 }],
    ['flatten-region', 'Lower', { x: 0, y: -2 }],
  ];

  return [
    {
      id: 'finish-shape',
      title: 'Finish the shape; make one in the middle',
      group: 'Tools',
      onObject: true,
      enabled: () =>
        canWrite() &&
        (isDrawing() ||
          /^(rectangle|four-points|polygon|brush|eraser)\.idle$/.test(machine.state.get().name)),
      run: () => void machine.send({ type: 'complete' }),
    },
    {
      id: 'put-tool-away',
      title: 'Put the tool away',
      group: 'Tools',
      enabled: () => object.takenTool.get() !== null && machine.state.get().name.endsWith('.idle'),
      run: () => object.takenTool.set(null),
    },
    {
      id: 'remove-last-point',
      title: 'Take the last point back',
      group: 'Tools',
      enabled: isDrawing,
      run: () => void machine.send({ type: 'remove_point' }),
    },
    ...steps.map(([id, title, by]) => ({
      id,
      title,
      group: 'Regions' as const,
      onObject: true,
      enabled: hasSelection,
      run: () => nudge(by),
    })),
    ...sizes.map(([id, title, by]) => ({
      id,
      title,
      group: 'Regions' as const,
      onObject: true,
      enabled: hasSelection,
      run: () => change(title, ({ shape, geometry }) => shape.grow?.(geometry, by)),
    })),
    {
      id: 'rotate-region',
      title: 'Rotate by 5°',
      group: 'Regions',
      onObject: true,
      enabled: hasSelection,
      run: () => change('Rotate', ({ shape, geometry }) => shape.turn?.(geometry, 5)),
    },
    {
      id: 'rotate-region-back',
      title: 'Rotate back by 5°',
      group: 'Regions',
      onObject: true,
      enabled: hasSelection,
      run: () => change('Rotate', ({ shape, geometry }) => shape.turn?.(geometry, -5)),
    },
    ...(object.drawable('brush') ? brushSizes(object) : []),
    { id: 'zoom-in', title: 'Zoom in', group: 'View', enabled: isLoaded, run: () => zoom(1.25) },
    { id: 'zoom-out', title: 'Zoom out', group: 'View', enabled: isLoaded, run: () => zoom(0.8) },
    {
      id: 'zoom-fit',
      title: 'Fit the image',
      group: 'View',
      enabled: isLoaded,
      run: () => {
        const image = size.peek();
        if (image) viewport.set(fitViewport(image, stage.peek()));
      },
    },
    {
      id: 'zoom-actual',
      title: 'Actual size',
      group: 'View',
      enabled: isLoaded,
      run: () => zoom(1 / viewport.peek().scale),
    },
    ...imageTools
      .filter((tool) => object.tools.includes(tool.name))
      .map((tool) => ({
        id: `tool-${tool.name}`,
        title: tool.title,
        group: 'Tools' as const,
        enabled: () => canWrite() || tool.draws === undefined,
        run: () => object.takenTool.set(object.takenTool.peek() === tool.name ? null : tool.name),
      })),
  ];
}

const brushSizes = (object: ImageObject): Command[] => {
  const scale = (factor: number): void =>
    object.brushSize.set(Math.max(1, Math.min(1000, Math.round(object.brushSize.peek() * factor))));
  return [
    {
      id: 'brush-smaller',
      title: 'Smaller brush',
      group: 'Tools',
      enabled: () => true,
      run: () => scale(0.8),
    },
    {
      id: 'brush-larger',
      title: 'Larger brush',
      group: 'Tools',
      enabled: () => true,
      run: () => scale(1.25),
    },
  ];
};
