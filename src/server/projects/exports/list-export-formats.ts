import { exportFormats } from '../../../formats/export-formats.ts';
import type { exportOperations } from '../../../shared/contract/project-exports.ts';
import type { Answer } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { readConfig } from './open-export.ts';

type Formats = Answer<typeof exportOperations.exportFormats, never>;

/** All formats, each with why labels of the project's config cannot be written so; null where they can. */
export const listExportFormats = async (
  server: Server,
  actor: Actor,
  args: { id: string | number },
): Promise<Formats> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const config = readConfig(project.config);
  return {
    items: exportFormats.map(({ name, title, description, extension, isFolder, whyNot }) => ({
      name: name as Formats['items'][number]['name'],
      title,
      description,
      extension,
      isFolder,
      whyNot: whyNot(config),
    })),
  };
};
