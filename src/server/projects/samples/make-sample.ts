import type { Project } from '../../../shared/contract/projects.ts';
import { fileTaskKey } from '../../../labels/task-file/task-key.ts';
import { commitEdits } from '../../../versions/commands/commit-edits.ts';
import { writeObject } from '../../../versions/commands/write-object.ts';
import type { Edit, WrittenObject } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { requireRole } from '../../accounts/require-role.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { createProject } from '../create-project.ts';
import { ensureBranch } from '../ensure-branch.ts';
import { getProject } from '../get-project.ts';
import { hashText } from '../hash-text.ts';
import { projectOfBranch } from '../project-of-branch.ts';
import { serialised } from '../serialise.ts';
import { syncProject } from '../sources/sync-project.ts';
import { digitsSample } from './digits-sample.ts';
import { mailSample } from './mail-sample.ts';
import type { Sample, SampleFile } from './sample.ts';

/** To add a sample: a file with one, a line here, its name in the contract. */
const samples = { mail: mailSample, digits: digitsSample } as const satisfies Record<string, Sample>;

/**
 * The sample project of a name with its tasks; the one there is where there is one. The truth lies in a repo of its
 * own, for evaluations.
 */
export const makeSample = async (
  server: Server,
  actor: Actor,
  { name }: { readonly name: keyof typeof samples },
): Promise<Project> => {
  requireRole(actor, 'manager');
  const { organisation } = actor;
  const sample: Sample = samples[name];
  const target = { repo: `${sample.repo}_labels`, branch: 'master' };
  return serialised(server.db)(`sample:${organisation}:${name}`, async () => {
    const known = await projectOfBranch(server, { organisation, ...target });
    if (known) return getProject(server, actor, { id: known.id });
    const files = await sample.make();
    await commitFiles(server, actor, sample.repo, sample.messages.data, files);
    const truth = files.map(({ path, truth }) =>
      JSON.stringify({ path, key: fileTaskKey(hashText, path), ...truth }),
    );
    await commitFiles(server, actor, `${sample.repo}_truth`, sample.messages.truth, [
      {
        path: 'truth.jsonl',
        contentType: 'application/x-ndjson',
        body: Buffer.from(`${truth.join('\n')}\n`),
      },
    ]);
    const { title, description, template, config, instructions, glob } = sample;
    const { id } = await createProject(server, actor, {
      title,
      description,
      ...(template === undefined ? {} : { template }),
      ...(config === undefined ? {} : { config }),
      instructions,
      source: { repo: sample.repo, branch: 'master', glob, importMethod: 'files' },
      target,
    });
    await syncProject(server, actor, { id });
    return getProject(server, actor, { id });
  });
};

const commitFiles = async (
  server: Server,
  actor: Actor,
  name: string,
  message: string,
  files: readonly Omit<SampleFile, 'truth'>[],
): Promise<void> => {
  const { repo, branch } = await ensureBranch(server, {
    organisation: actor.organisation,
    repo: name,
    branch: 'master',
    description: message,
  });
  const edits: Edit[] = [];
  const objects: WrittenObject[] = [];
  for (const { path, contentType, body } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const object = await writeObject(server.versions, { body });
    objects.push(object);
    const entry = {
      sha256: object.sha256,
      size: object.size,
      modified: server.clock(),
      contentType,
      metadata: {},
      etag: object.md5,
    };
    edits.push({ path, entry });
  }
  await commitEdits(server.versions, {
    repo,
    branch: branch.name,
    edits,
    objects,
    message,
    author: asPerson(actor),
  });
};
