import { showChord } from '../../keys/chord.ts';
import type { ImageObject } from '../../objects/image/image-object.ts';
import { element, setAttribute } from '../../render/element.ts';
import { icon } from '../../render/icon.ts';
import { effect } from '../../signals.ts';
import { imageTools } from '../../tools/image/image-tools.ts';
import type { TagPage } from '../tag-view.ts';

/** Tools, zoom and picture settings of an image. */
export function imageToolbar(object: ImageObject, picture: HTMLCanvasElement, page: TagPage): HTMLElement {
  const { core, scope } = page;
  const run = (id: string): void => {
    const command = core.commands().find((each) => each.id === id);
    if (command?.enabled()) command.run();
  };
  const button = (id: string, title: string, sign: string): HTMLButtonElement => {
    const chord = core.keymap[id]?.[0];
    const made = element(
      'button',
      {
        type: 'button',
        class: 'lw-tool',
        'aria-label': title,
        title: chord ? `${title} (${showChord(chord)})` : title,
      },
      icon(sign),
    );
    scope.listen(made, 'click', () => run(id));
    return made;
  };
  const tools = imageTools
    .filter((tool) => object.tools.includes(tool.name))
    .map((tool) => ({ tool, made: button(`tool-${tool.name}`, tool.title, tool.name) }));
  const percent = element('output', { class: 'lw-zoom', 'aria-label': 'Zoom' });
  const bar = element(
    'div',
    { class: 'lw-toolbar', role: 'toolbar', 'aria-label': `Tools of ${object.name}` },
    ...tools.map(({ made }) => made),
    object.drawable('brush') ? brushSize(object, page) : null,
    element('span', { class: 'lw-toolbar-gap' }),
    button('zoom-out', 'Zoom out', 'minus'),
    percent,
    button('zoom-in', 'Zoom in', 'plus'),
    button('zoom-fit', 'Fit the image', 'fit'),
    pictureSettings(picture, page),
    object.pages.length > 1 ? pager(object, page) : null,
  );
  scope.add(
    effect(() => {
      const now = object.tool.get();
      for (const { tool, made } of tools) setAttribute(made, 'aria-pressed', String(tool.name === now));
      percent.textContent = `${Math.round(object.viewport.get().scale * 100)} %`;
    }),
  );
  return bar;
}

/** How wide the brush and the eraser are, in pixels of the image; shown while one of them is in hand. */
function brushSize(object: ImageObject, page: TagPage): HTMLElement {
  const slider = element('input', {
    type: 'range',
    min: 1,
    max: 200,
    class: 'lw-slider',
    'aria-label': 'Brush size',
  });
  const shown = element('output', { class: 'lw-zoom' });
  const box = element('label', { class: 'lw-brush-size', title: 'Brush size (- and =)' }, slider, shown);
  page.scope.listen(slider, 'input', () => object.brushSize.set(Number(slider.value)));
  page.scope.add(
    effect(() => {
      const size = object.brushSize.get();
      const tool = object.tool.get();
      slider.value = String(size);
      shown.textContent = `${size} px`;
      box.hidden = tool !== 'brush' && tool !== 'eraser';
    }),
  );
  return box;
}

/** Brightness and contrast, by the picture's canvas alone: regions keep their colors. */
function pictureSettings(picture: HTMLCanvasElement, page: TagPage): HTMLElement {
  const slider = (label: string): HTMLInputElement =>
    element('input', {
      type: 'range',
      min: 20,
      max: 300,
      value: 100,
      class: 'lw-slider',
      'aria-label': label,
    });
  const brightness = slider('Brightness');
  const contrast = slider('Contrast');
  const reset = element('button', { type: 'button', class: 'lw-button' }, 'Reset');
  const apply = (): void => {
    const isPlain = brightness.value === '100' && contrast.value === '100';
    picture.style.filter = isPlain ? '' : `brightness(${brightness.value}%) contrast(${contrast.value}%)`;
  };
  page.scope.listen(brightness, 'input', apply);
  page.scope.listen(contrast, 'input', apply);
  page.scope.listen(reset, 'click', () => {
    brightness.value = '100';
    contrast.value = '100';
    apply();
  });
  return element(
    'details',
    { class: 'lw-settings', 'aria-label': 'Picture' },
    element(
      'summary',
      { class: 'lw-tool', 'aria-label': 'Brightness and contrast', title: 'Brightness and contrast' },
      icon('contrast'),
    ),
    element(
      'div',
      { class: 'lw-settings-body' },
      element('label', {}, 'Brightness', brightness),
      element('label', {}, 'Contrast', contrast),
      reset,
    ),
  );
}

function pager(object: ImageObject, page: TagPage): HTMLElement {
  const { itemIndex } = page.core.session;
  const go = (by: number): void =>
    itemIndex.set(Math.max(0, Math.min(object.pages.length - 1, itemIndex.peek() + by)));
  const back = element(
    'button',
    { type: 'button', class: 'lw-tool', 'aria-label': 'Previous page' },
    icon('left'),
  );
  const on = element(
    'button',
    { type: 'button', class: 'lw-tool', 'aria-label': 'Next page' },
    icon('right'),
  );
  const where = element('span', { class: 'lw-zoom' });
  page.scope.listen(back, 'click', () => go(-1));
  page.scope.listen(on, 'click', () => go(1));
  page.scope.add(
    effect(() => {
      where.textContent = `${itemIndex.get() + 1} of ${object.pages.length}`;
      back.disabled = itemIndex.get() === 0;
      on.disabled = itemIndex.get() === object.pages.length - 1;
    }),
  );
  return element('span', { class: 'lw-pager' }, back, where, on);
}
