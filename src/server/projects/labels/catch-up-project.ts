import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { inLabelTurn } from './in-label-turn.ts';
import { catchUp } from './commit-now.ts';

/** Brings a project's rows to the head of its label branch, in its turn. */
export const catchUpProject = async (server: Server, actor: Actor, project: number): Promise<void> => {
  await inLabelTurn(server, project, (turn) => catchUp(turn, project, asPerson(actor)));
};
