import type { Statement } from '../../db/database.ts';
import { buildCommit } from '../build-commit.ts';
import { checkPath } from '../names.ts';
import { touchObject } from '../objects/object-rows.ts';
import { packWriter } from '../objects/pack-writer.ts';
import { checkHead, requireBranch } from '../require-branch.ts';
import type { PlanCommit } from '../version-commands.ts';
import type { Edit, WrittenObject } from '../version-store.ts';
import type { Versions } from '../versions.ts';

/** New bytes of one commit up to this ride in its plan; more go to packs first. */
const mostInPlan = 4 * 1024 * 1024;

export const planCommit: PlanCommit = async (versions, task) => {
  const {
    repo,
    branch,
    expectedHead,
    edits,
    objects = [],
    held: allHeld = false,
    message,
    authors,
    madeBy,
  } = task;
  const ref = await requireBranch(versions, repo, branch);
  checkHead(repo, ref, expectedHead);
  const fresh = new Set(objects.map(({ sha256 }) => sha256));
  const held = new Set<string>();
  const order = new Map<string, number>();
  const built = await buildCommit(versions, {
    repo,
    ref,
    edits: watched(edits, ({ path, entry }) => {
      checkPath(path);
      if (entry === null) return;
      if (fresh.has(entry.sha256)) order.set(entry.sha256, order.size);
      else if (!allHeld) held.add(entry.sha256);
    }),
    message,
    authors,
    madeBy,
    provenance: task.provenance,
    mergeParents: task.mergeParents,
    evenIfEqual: task.evenIfEqual,
  });
  if (built === null) return null;
  const now = versions.clock();
  // beside each other in a pack as they are in the tree, so that who reads them by path reads on
  const inOrder = objects.toSorted((a, b) => (order.get(a.sha256) ?? 0) - (order.get(b.sha256) ?? 0));
  const { statements, bytes } = await objectStatements(versions, inOrder);
  const holds = [...held].map((sha256) => touchObject(sha256, now));
  return {
    commit: built.commit,
    statements: [...statements, ...holds, ...built.statements],
    landed: () => {
      versions.sealer.wake(bytes);
      built.landed();
    },
  };
};

async function* watched(edits: Iterable<Edit> | AsyncIterable<Edit>, see: (edit: Edit) => void) {
  for await (const edit of edits) {
    see(edit);
    yield edit;
  }
}

const objectStatements = async (
  versions: Versions,
  objects: readonly WrittenObject[],
): Promise<{ statements: Statement[]; bytes: number }> => {
  const small = objects.filter(({ pending }) => pending.type === 'bytes');
  const bytes = small.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= mostInPlan) return { statements: versions.objects.statements(objects), bytes };
  const packs = packWriter(versions);
  for (const { sha256, pending } of small) {
    if (pending.type === 'bytes') await packs.add({ kind: 'file', note: '', sha256, bytes: pending.bytes });
  }
  await packs.flush();
  return {
    statements: versions.objects.statements(objects.filter(({ pending }) => pending.type !== 'bytes')),
    bytes: 0,
  };
};
