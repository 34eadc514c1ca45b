import { signal } from '../signals.ts';
import type { AudioObject, Player } from './audio-object.ts';
import type { ObjectKind } from './object-kind.ts';

/** A recording that is played and spoken about as a whole; regions in it are kept and not shown. */
export const audioKind: ObjectKind = {
  tag: 'audio',
  create(node, name): AudioObject {
    const player = signal<Player | null>(null);
    const isThere = (): boolean => player.get() !== null;
    return {
      name,
      tag: 'audio',
      node,
      envelope: () => ({}),
      setPlayer: (next) => player.set(next),
      commands: [
        {
          id: 'play-pause',
          title: 'Play or pause',
          group: 'View',
          enabled: isThere,
          run: () => player.peek()?.toggle(),
        },
        {
          id: 'back-a-second',
          title: 'Back by a second',
          group: 'View',
          enabled: isThere,
          run: () => player.peek()?.seek(-1),
        },
        {
          id: 'on-a-second',
          title: 'On by a second',
          group: 'View',
          enabled: isThere,
          run: () => player.peek()?.seek(1),
        },
      ],
    };
  },
};
