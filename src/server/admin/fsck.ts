import { fsck } from '../../versions/commands/fsck.ts';
import { rebuild } from '../../versions/commands/rebuild.ts';
import type { Damage } from '../../versions/version-store.ts';
import type { MaintenanceCommand } from './maintenance-command.ts';
import { openStore } from './open-store.ts';
import { plural } from '../../shared/plural.ts';

/**
 * `fsck [--rebuild]`: reads every byte of the store and checks it against its name; 0 clean, 1 damage. With
 * `--rebuild` first makes the store's tables anew from the objects folder, which needs the server stopped.
 */
export const fsckCommand: MaintenanceCommand = {
  name: 'fsck',
  async run({ dataDir, flags, raw, print }) {
    const remake = flags.has('rebuild');
    const store = await openStore(dataDir, { alone: remake });
    const damage: Damage[] = [];
    const report = (found: Damage): void => {
      damage.push(found);
      print(raw ? JSON.stringify(found) : `damage ${describe(found)}`);
    };
    try {
      if (remake) {
        const made = await rebuild(store.versions);
        for (const found of made.damage) report(found);
        if (!raw)
          print(
            `rebuilt ${plural(made.objects, 'object')}, ${plural(made.refs, 'branch or tag', 'branches and tags')}`,
          );
      }
      for await (const found of fsck(store.versions)) report(found);
    } finally {
      await store.close();
    }
    if (!raw) print(damage.length === 0 ? 'clean' : `${damage.length} damaged`);
    return damage.length === 0 ? 0 : 1;
  },
};

const describe = ({ reason, ...where }: Damage): string => `${Object.values(where).join(' ')}: ${reason}`;
