import type { Project } from '../../shared/contract/projects.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { projectView } from './project-view.ts';
import { requireProject } from './require-project.ts';

/** One project. */
export const getProject = async (server: Server, actor: Actor, args: { id: string }): Promise<Project> =>
  projectView(server, await requireProject(server, actor, args.id, 'annotator'));
