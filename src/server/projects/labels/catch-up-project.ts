import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { serialised } from '../serialise.ts';
import { catchUp } from './commit-project.ts';

/** Brings a project's rows to the head of its label branch, in its turn. */
export const catchUpProject = async (server: Server, actor: Actor, project: number): Promise<void> => {
  await serialised(server.db)(`labels:${project}`, () => catchUp(server, project, asPerson(actor)));
};
