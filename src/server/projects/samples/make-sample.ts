import { fileTaskKey } from '../../../labels/task-file/task-key.ts';
import type { Project } from '../../../shared/contract/projects.ts';
import { commitEdits } from '../../../versions/commands/commit-edits.ts';
import { writeObject } from '../../../versions/commands/write-object.ts';
import type { Edit, WrittenObject } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { asPerson, requireRole } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { createProject } from '../create-project.ts';
import { ensureBranch } from '../ensure-branch.ts';
import { getProject } from '../get-project.ts';
import { hashText } from '../hash-text.ts';
import { projectOfBranch } from '../project-of-branch.ts';
import { serialised } from '../serialise.ts';
import { syncProject } from '../sources/sync-project.ts';
import { readMail } from './read-mail.ts';

const count = 400;
const repos = { mail: 'sample_mail', truth: 'sample_mail_truth', labels: 'sample_mail_labels' } as const;

/**
 * The sample project of 400 messages, spam or not, with its tasks; the one there is where there is one. The truth
 * lies in a repo of its own, for evaluations.
 */
export const makeSample = async (server: Server, actor: Actor): Promise<Project> => {
  requireRole(actor, 'manager');
  const { organisation } = actor;
  return serialised(server.db)(`sample:${organisation}`, async () => {
    const known = await projectOfBranch(server, { organisation, repo: repos.labels, branch: 'master' });
    if (known) return getProject(server, actor, { id: known.id });
    const mails = await readMail(count);
    await commitFiles(server, actor, repos.mail, 'The sample: messages of the SpamAssassin corpus', {
      ...Object.fromEntries(mails.map(({ name, text }) => [name, text])),
    });
    const truth = mails.map(({ name, spam }) =>
      JSON.stringify({ path: name, key: fileTaskKey(hashText, name), spam: spam ? 'spam' : 'not spam' }),
    );
    await commitFiles(server, actor, repos.truth, 'What each message of the sample is', {
      'truth.jsonl': `${truth.join('\n')}\n`,
    });
    const { id } = await createProject(server, actor, {
      title: 'Spam or not',
      description: 'The sample: 400 e-mail messages of the SpamAssassin corpus.',
      template: 'spam',
      instructions:
        'Decide whether each message is spam.\n\n**Spam** is mail that was sent to many who did not ask for it. Newsletters and lists that somebody joined are not spam.\n\nKeys: **1** spam, **2** not spam, **Ctrl+Enter** submit.',
      source: { repo: repos.mail, branch: 'master', glob: 'mail/*.txt', importMethod: 'files' },
      target: { repo: repos.labels, branch: 'master' },
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
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  const { repo, branch } = await ensureBranch(server, {
    organisation: actor.organisation,
    repo: name,
    branch: 'master',
    description: message,
  });
  const edits: Edit[] = [];
  const objects: WrittenObject[] = [];
  for (const path of Object.keys(files).sort()) {
    const object = await writeObject(server.versions, { body: Buffer.from(files[path] as string) });
    objects.push(object);
    const entry = {
      sha256: object.sha256,
      size: object.size,
      modified: server.clock(),
      contentType: path.endsWith('.txt') ? 'text/plain' : 'application/x-ndjson',
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
