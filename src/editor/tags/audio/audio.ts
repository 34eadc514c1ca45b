import { attribute, numberOf } from '../../config/tag-node.ts';
import type { AudioObject } from '../../objects/audio-object.ts';
import { element } from '../../render/element.ts';
import type { TagView } from '../tag-view.ts';

/** A recording by the browser's player; what is said about it goes to the controls beside it. */
export const audioView: TagView = {
  tags: ['audio', 'audioplus'],
  mount(node, page) {
    const { core, scope } = page;
    const object = core.objects.find((each) => each.node === node) as AudioObject | undefined;
    const address = typeof node.data === 'string' ? node.data : '';
    const name = attribute(node, 'name') ?? 'audio';
    const player = element('audio', {
      controls: true,
      preload: 'metadata',
      class: 'lw-player',
      'aria-label': `Player of ${name}`,
    });
    const problem = element('p', { class: 'lw-notice lw-problem', role: 'alert', hidden: true });
    const fail = (): void => {
      problem.hidden = false;
      problem.textContent = address
        ? `The recording at ${address.slice(0, 80)} cannot be played: it is missing, broken or of a kind that this browser does not play. Skip this task, or tell its owner.`
        : 'This task has no recording. Skip it, or tell its owner.';
    };
    scope.listen(player, 'error', fail);
    if (address) player.src = page.resolveUrl(address);
    else fail();
    player.playbackRate = numberOf(node, 'defaultspeed', 1);
    player.volume = Math.max(0, Math.min(1, numberOf(node, 'defaultvolume', 1)));
    object?.setPlayer({
      toggle: () => (player.paused ? void player.play().catch(fail) : player.pause()),
      seek: (by) => {
        player.currentTime = Math.max(0, player.currentTime + by);
      },
    });
    scope.add(() => {
      player.pause();
      player.removeAttribute('src');
      player.load();
    });
    return element(
      'div',
      { class: 'lw-audio', role: 'application', 'aria-label': name, 'data-object': name },
      player,
      problem,
    );
  },
};
