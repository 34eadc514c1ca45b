import { plural } from '../shared/plural.ts';
import type { CliContext } from './command.ts';
import { readClassMap } from './read-class-map.ts';

type Wanted = {
  readonly id: string;
  readonly config: string;
  /** `[CONTROL:]OLD=NEW`. */
  readonly map: readonly string[];
  readonly preview: boolean;
  readonly message: string | undefined;
};

/** Changes a config and the labels with it, or says what that would change; nothing is mapped by a guess. */
export const changeConfig = async ({ client, print, note }: CliContext, wanted: Wanted): Promise<void> => {
  const { config, message, preview } = wanted;
  const params = { id: wanted.id };
  const look = await client.projects.changeConfig({ params, body: { config, dryRun: true } });
  const mapping = readClassMap(wanted.map, look);
  if (preview && mapping.length === 0)
    for (const guess of look.mapping)
      if (guess.type === 'rename')
        note(
          `a guess: --map "${guess.control === null ? '' : `${guess.control}:`}${guess.from}=${guess.to}"`,
        );
  const body = { config, message, mapping, dryRun: preview };
  print(await client.projects.changeConfig({ params, body }), (answer) =>
    [
      preview ? 'A preview; nothing was changed' : (answer.commit?.id ?? 'No label changed'),
      ...answer.classes.map(
        ({ control, name, change, inUse }) =>
          `class    ${control === null ? '' : `${control}:`}${name} ${change === 'added' ? 'comes' : 'goes'}, in use ${plural(inUse, 'time')}`,
      ),
      ...answer.controls.map(
        ({ name, change, inUse }) => `control  ${name} ${change}, in use ${plural(inUse, 'time')}`,
      ),
      ...answer.objects.map(({ name, change }) => `object   ${name} ${change}`),
      `changes  ${plural(answer.results, 'result')} of ${plural(answer.tasks, 'task')}`,
      ...(answer.unfit === 0
        ? []
        : [
            `unfit    ${plural(answer.unfit, 'result has no place and stays', 'results have no place and stay')}`,
          ]),
      ...answer.items
        .slice(0, 20)
        .map(({ taskId, identity, reason }) => `         task ${taskId}, ${identity}: ${reason}`),
      ...(answer.commit === null || answer.before === null
        ? []
        : [`Undo it by ./lw restore project ${wanted.id} ${answer.before}`]),
    ].join('\n'),
  );
};
