import { afterEach, beforeEach, expect, test } from 'vitest';
import { planCommit } from '../../versions/commands/plan-commit.ts';
import { writeObject } from '../../versions/commands/write-object.ts';
import type { Commit, MadeBy, Provenance } from '../../versions/version-store.ts';
import { ensureBranch } from '../projects/ensure-branch.ts';
import { openPlace, type Place } from '../projects/project-server.suite.ts';
import { findWave } from './find-wave.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const commit = async (
  name: string,
  madeBy: MadeBy,
  provenance: readonly Provenance[] = [],
): Promise<{ commit: Commit; source: Provenance }> => {
  const { versions } = place.server;
  const { repo, branch } = await ensureBranch(place.server, {
    organisation: 'o1',
    repo: name,
    branch: 'master',
  });
  const object = await writeObject(versions, { body: Buffer.from(name) });
  const { sha256, size, md5 } = object;
  const entry = { sha256, size, modified: 1, contentType: 'text/plain', metadata: {}, etag: md5 };
  const planned = await planCommit(versions, {
    repo,
    branch: 'master',
    expectedHead: branch.head,
    edits: [{ path: name, entry }],
    objects: [object],
    message: 'made',
    authors: [],
    madeBy,
    provenance,
  });
  if (planned === null) throw new Error('nothing changed');
  await versions.db.write(planned.statements);
  return { commit: planned.commit, source: { repo: repo.uid, commit: planned.commit.id } };
};
const person: MadeBy = { type: 'person', id: 'p', name: 'P' };
const pipeline: MadeBy = { type: 'pipeline', id: 'x', run: 'r' };

test('what pipelines make belongs to the wave of the newest commit behind it; people begin one', async () => {
  const { versions } = place.server;
  const old = await commit('settings', person);
  const raw = await commit('raw', person);
  const crops = await commit('crops', pipeline, [raw.source, old.source]);
  const tiles = await commit('tiles', pipeline, [old.source, crops.source]);
  const labels = await commit('labels', person, [tiles.source]);
  const model = await commit('model', pipeline, [labels.source]);
  const lost = await commit('lost', pipeline, [{ repo: 'gone', commit: '0'.repeat(64) }]);
  const waves = await Promise.all(
    [raw, crops, tiles, labels, model, lost].map((one) => findWave(versions, one.commit)),
  );
  expect(waves).toEqual([raw, raw, raw, labels, labels, lost].map((one) => one.commit.id));
});
