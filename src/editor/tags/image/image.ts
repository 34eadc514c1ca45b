import type { Point } from '../../../labels/geometry/point.ts';
import { attribute } from '../../config/tag-node.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { fitViewport, sameView, toStage } from '../../objects/image/viewport.ts';
import { element } from '../../render/element.ts';
import { followImageHands } from '../../render/image/image-hands.ts';
import { createImagePainter, type ImagePainter } from '../../render/image/image-painter.ts';
import { sanitizeDeclarations } from '../../render/sanitize-style.ts';
import { effect, signal, untracked } from '../../signals.ts';
import { type Problem, problemOf, shortAddress } from '../show-problem.ts';
import type { TagPage, TagView } from '../tag-view.ts';
import { imageToolbar } from './image-toolbar.ts';

export const imageView: TagView = {
  tags: ['image'],
  mount(node, page) {
    const { core, scope } = page;
    const object = core.objects.find((each) => each.node === node) as ImageObject | undefined;
    if (!object) throw new Error('it has no name');
    const pointer = signal<Point | null>(null);
    const painter = createImagePainter(object, pointer, scope);
    const stage = element(
      'div',
      {
        class: 'lw-stage',
        role: 'application',
        'aria-label': object.name,
        'aria-roledescription': 'image to label',
        'aria-description':
          'Choose a label, then Enter adds a region in the middle; arrows move it, Alt with arrows sizes it. Tab goes from region to region; Escape, then Tab, leads on. Question mark lists all keys.',
        tabindex: 0,
        'data-object': object.name,
      },
      ...painter.layers.map(({ canvas }) => canvas),
    );
    followImageHands(object, stage, pointer, scope);
    const style = attribute(node, 'style');
    const problem = problemOf(page);
    const box = element(
      'div',
      { class: 'lw-image', style: style ? sanitizeDeclarations(style) : undefined },
      imageToolbar(object, painter.picture, page),
      element('div', { class: 'lw-stage-place' }, problem.box, stage),
    );
    const resized = new ResizeObserver(() => {
      const before = object.stage.peek();
      const image = object.size.peek();
      // A picture that is seen whole stays so; a view that somebody chose stays where it is.
      const isWhole = image && sameView(object.viewport.peek(), fitViewport(image, before));
      object.stage.set({ width: stage.clientWidth, height: stage.clientHeight });
      if (image && (isWhole || before.width === 0))
        object.viewport.set(fitViewport(image, object.stage.peek()));
    });
    resized.observe(stage);
    scope.observe(resized);
    scope.add(
      effect(() => {
        const address = object.pages[core.session.itemIndex.get()] ?? object.pages[0];
        untracked(() => loadPicture(object, painter, address, stage, problem, page));
      }),
    );
    revealSelected(object, page);
    return box;
  },
};

/** Shows the picture at an address; orientation by EXIF is the browser's, so its natural size is the oriented one. */
function loadPicture(
  object: ImageObject,
  painter: ImagePainter,
  address: string | undefined,
  stage: HTMLElement,
  problem: Problem,
  page: TagPage,
): void {
  problem.clear();
  object.size.set(null);
  painter.setPicture(null);
  const fail = (why: string): void => {
    stage.removeAttribute('aria-busy');
    problem.say(why);
  };
  if (!address) {
    fail('This task has no image.');
    return;
  }
  const picture = new Image();
  const crossOrigin = attribute(object.node, 'crossOrigin');
  if (crossOrigin && crossOrigin !== 'none') picture.crossOrigin = crossOrigin;
  stage.setAttribute('aria-busy', 'true');
  let ended = false;
  page.scope.add(() => {
    ended = true;
    // The decoded picture goes with the task.
    picture.removeAttribute('src');
  });
  const isCurrent = (): boolean => !ended && picture === latest.get(object);
  latest.set(object, picture);
  picture.onload = () => {
    if (!isCurrent()) return;
    stage.removeAttribute('aria-busy');
    const size = { width: picture.naturalWidth, height: picture.naturalHeight };
    if (size.width === 0) {
      fail(`The image ${shortAddress(address)} has no size of its own.`);
      return;
    }
    object.stage.set({ width: stage.clientWidth, height: stage.clientHeight });
    object.size.set(size);
    object.viewport.set(fitViewport(size, object.stage.peek()));
    painter.setPicture(picture);
  };
  picture.onerror = () => {
    if (isCurrent())
      fail(
        `The image ${shortAddress(address)} cannot be shown: it is missing, broken or of a kind that browsers do not show.`,
      );
  };
  picture.src = page.resolveUrl(address);
}

const latest = new WeakMap<ImageObject, HTMLImageElement>();

/** Brings a region that was chosen elsewhere onto the stage, and the page of many that it lies on. */
function revealSelected(object: ImageObject, page: TagPage): void {
  const { core, scope } = page;
  scope.add(
    effect(() => {
      const id = core.session.selection.get().at(-1);
      const region = id === undefined ? undefined : core.regions.get(id);
      if (!region || region.toName !== object.name) return;
      if (object.pages.length > 1 && core.session.itemIndex.peek() !== region.itemIndex) {
        core.session.itemIndex.set(region.itemIndex);
        return;
      }
      const placed = object.space.get(region.id);
      const stage = object.stage.peek();
      if (!placed || stage.width === 0) return;
      const view = object.viewport.peek();
      const { left, top, right, bottom } = placed.bounds;
      const begin = toStage(view, { x: left, y: top });
      const end = toStage(view, { x: right, y: bottom });
      const isSeen = begin.x < stage.width - 8 && begin.y < stage.height - 8 && end.x > 8 && end.y > 8;
      if (isSeen) return;
      object.viewport.set({
        scale: view.scale,
        x: stage.width / 2 - ((left + right) / 2) * view.scale,
        y: stage.height / 2 - ((top + bottom) / 2) * view.scale,
      });
    }),
  );
}
