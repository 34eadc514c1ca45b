import { attribute, numberOf } from '../../config/tag-node.ts';
import type { AudioObject } from '../../objects/audio-object.ts';
import { element } from '../../render/element.ts';
import { problemOf, shortAddress } from '../show-problem.ts';
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
    const problem = problemOf(page);
    const fail = (): void =>
      problem.say(
        address
          ? `The recording ${shortAddress(address)} cannot be played: it is missing, broken or of a kind that this browser does not play.`
          : 'This task has no recording.',
      );
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
      { class: 'lw-audio', role: 'group', 'aria-label': name, 'data-object': name },
      player,
      problem.box,
      core.canLabel(name)
        ? element(
            'p',
            { class: 'lw-notice', role: 'note' },
            'Stretches of a recording cannot be drawn here yet; those that it has stay as they are.',
          )
        : null,
    );
  },
};
