import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import { setProjectMember } from '../members.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { listAudit } from '../review/list-audit.ts';
import { syncProject } from '../sources/sync-project.ts';
import { saveDraft } from '../tasks/drafts.ts';
import { getTask } from '../tasks/get-task.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { removeAnnotation } from '../tasks/remove-annotation.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { undoAct } from '../undo/undo-act.ts';
import { commitLabels } from './commit-labels.ts';
import { labelHistory } from './label-history.ts';
import { pendingLabels } from './pending-labels.ts';
import { restoreLabels } from './restore-labels.ts';

let place: Place;
let owner: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b', 'c', 'd'] }));
  await syncProject(place.server, owner, { id });
});
afterEach(() => place.close());

type Parsed = {
  key: string;
  data: { text: string };
  annotations: { result: { value: { choices: string[] } }[] }[];
};
const parse = (text: string): Parsed => JSON.parse(text) as Parsed;
const { stringify } = JSON;
const member = async (name: string): Promise<Actor> => {
  const actor = await place.person(name, 'annotator');
  await setProjectMember(place.server, owner, { id, account: actor.account, role: 'annotator' });
  return actor;
};
const taskOf = async (text: string): Promise<string> => {
  const { items } = await listTasks(place.server, owner, { id, limit: 100 });
  return items.find((item) => item.data['text'] === text)?.id ?? '';
};
const commit = async (args = {}, actor = owner) =>
  (await commitLabels(place.server, actor, { id, ...args })).commit;
const taskFiles = async () =>
  Object.fromEntries(
    Object.entries(await place.files('labels', 'master')).filter(([path]) => path.startsWith('tasks/')),
  );
const repo = () => getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });

type Operation =
  | { type: 'submit'; text: string; who: number; choice: string; skip: boolean }
  | { type: 'update' | 'remove'; nth: number; choice: string }
  | { type: 'draft'; text: string; who: number }
  | { type: 'commit' | 'mine'; who: number }
  | { type: 'source'; file: number; text: string | null }
  | { type: 'restore'; nth: number }
  | { type: 'outside'; nth: number; choice: string | null }
  | { type: 'delete'; text: string }
  | { type: 'undo'; nth: number };

test('property: after any operations the counters equal counting, and a commit holds exactly the rows', async () => {
  const people = [owner, await member('Ann'), await member('Ben')];
  const texts = ['a', 'b', 'c', 'd', 'e'];
  const choice = fc.constantFrom('Positive', 'Negative', 'Neutral');
  const who = fc.nat(2);
  const what = fc.oneof(
    fc.record({
      type: fc.constant('submit' as const),
      text: fc.constantFrom(...texts),
      who,
      choice,
      skip: fc.boolean(),
    }),
    fc.record({ type: fc.constantFrom('update' as const, 'remove' as const), nth: fc.nat(9), choice }),
    fc.record({ type: fc.constant('draft' as const), text: fc.constantFrom(...texts), who }),
    fc.record({ type: fc.constantFrom('commit' as const, 'mine' as const), who }),
    fc.record({
      type: fc.constant('source' as const),
      file: fc.nat(4),
      text: fc.option(fc.constantFrom(...texts)),
    }),
    fc.record({ type: fc.constant('restore' as const), nth: fc.nat(5) }),
    fc.record({ type: fc.constant('outside' as const), nth: fc.nat(5), choice: fc.option(choice) }),
    fc.record({ type: fc.constant('delete' as const), text: fc.constantFrom(...texts) }),
    fc.record({ type: fc.constant('undo' as const), nth: fc.nat(2) }),
  );
  const annotations = async () => {
    const { items } = await listTasks(place.server, owner, { id, limit: 100 });
    const views = await Promise.all(items.map((item) => getTask(place.server, owner, { id, task: item.id })));
    return views.flatMap((view) => view.annotations);
  };
  const run = async (op: Operation): Promise<void> => {
    const actor = people['who' in op ? op.who : 0] as Actor;
    switch (op.type) {
      case 'submit': {
        const task = await taskOf(op.text);
        if (task)
          await submitAnnotation(place.server, actor, {
            id,
            task,
            result: answer(op.choice),
            skipped: op.skip,
          });
        return;
      }
      case 'update':
      case 'remove': {
        const all = await annotations();
        const annotation = all[op.nth % Math.max(all.length, 1)]?.id;
        if (annotation === undefined) return;
        if (op.type === 'remove') await removeAnnotation(place.server, owner, { id, annotation });
        else await updateAnnotation(place.server, owner, { id, annotation, result: answer(op.choice) });
        return;
      }
      case 'draft': {
        const task = await taskOf(op.text);
        if (task) await saveDraft(place.server, actor, { id, task, result: [] });
        return;
      }
      case 'commit':
        return void (await commit());
      case 'mine':
        return void (await commit({ mine: true }, actor));
      case 'source':
        await place.put('raw', {
          [`texts/000${op.file}`]: op.text === null ? null : stringify({ text: op.text }),
        });
        return void (await syncProject(place.server, owner, { id }));
      case 'restore': {
        const { items } = await labelHistory(place.server, owner, { id, limit: 100 });
        const ref = items[op.nth % Math.max(items.length, 1)]?.id;
        if (ref) await restoreLabels(place.server, owner, { id, ref });
        return;
      }
      case 'outside': {
        if ((await getBranch(place.server.versions, { repo: await repo(), name: 'master' })).head === null)
          return;
        const files = Object.entries(await taskFiles());
        const [path, text = ''] = files[op.nth % Math.max(files.length, 1)] ?? [];
        if (path === undefined) return;
        const file = parse(text);
        const first = file.annotations[0]?.result ?? [];
        for (const { value } of first) if (op.choice !== null) value.choices = [op.choice];
        await place.put('labels', { [path]: op.choice === null ? null : stringify(file) });
        return;
      }
      case 'delete': {
        const task = await taskOf(op.text);
        if (task) await removeTasks(place.server, owner, { id, ids: [task] });
        return;
      }
      case 'undo': {
        const { items } = await listAudit(place.server, owner, { id, kind: 'tasks.deleted', limit: 100 });
        const open = items.filter(({ undo }) => undo === 'open');
        const act = open[op.nth % Math.max(open.length, 1)]?.id;
        if (act) await undoAct(place.server, owner, { id, act });
      }
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(what, { minLength: 5, maxLength: 14 }), async (operations) => {
      for (const operation of operations) {
        await run(operation);
        const { kept, counted } = await compareCounts(place, id);
        expect(kept).toEqual(counted);
      }
      await commit();
      const { items } = await listTasks(place.server, owner, { id, limit: 100 });
      const labeled = items.filter((item) => item.annotations > 0);
      const hasHead =
        (await getBranch(place.server.versions, { repo: await repo(), name: 'master' })).head !== null;
      const files = hasHead ? Object.values(await taskFiles()).map((text) => parse(text)) : [];
      expect(files.map((file) => file.key).sort()).toEqual(labeled.map((item) => item.key).sort());
      for (const file of files) {
        const item = labeled.find((each) => each.key === file.key);
        expect(item?.data).toEqual(file.data);
        const view = await getTask(place.server, owner, { id, task: item?.id ?? '' });
        expect(view.annotations.every((annotation) => annotation.committed)).toBe(true);
        expect(view.annotations.map((annotation) => stringify(annotation.result)).sort()).toEqual(
          file.annotations.map((annotation) => stringify(annotation.result)).sort(),
        );
      }
      expect(await commit()).toBe(null);
      expect(await pendingLabels(place.server, owner, { id })).toMatchObject({
        new: 0,
        changed: 0,
        retired: 0,
      });
    }),
    { numRuns: 15, endOnFailure: false },
  );
}, 60_000);
