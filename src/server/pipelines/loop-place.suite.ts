import { sql } from 'kysely';
import { inlineLearner, type Learner } from '../../learning/learner.ts';
import type { Engine } from '../../pipelines/engine.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import type { Repo } from '../../versions/version-store.ts';
import type { Actor } from '../actor.ts';
import { commitLabels } from '../projects/labels/commit-labels.ts';
import { answer, openPlace, type Place, sentimentProject } from '../projects/project-server.suite.ts';
import { readSql } from '../../db/run-sql.ts';
import { syncProject } from '../projects/sources/sync-project.ts';
import type { PredictionRow, TaskRow } from '../projects/tables.ts';
import { submitAnnotation } from '../projects/tasks/submit-annotation.ts';
import { useEngine } from './pipeline-engine.ts';
import { setSuggestions } from './suggestions/set-suggestions.ts';
import { suggestionsWorker } from './suggestions/suggestions-worker.ts';

const good = ['lovely', 'bright', 'splendid', 'sweet'];
const bad = ['awful', 'dull', 'nasty', 'bitter'];
export const isGood = (n: number): boolean => n % 2 === 0;
/** The number of a text, which says what it is. */
export const numberIn = (text: string): number => Number(/number (\d+)/.exec(text)?.[1]);
/** 60 texts, every second one good; unlike enough to be held out by content. */
const texts = Array.from({ length: 60 }, (_, n) => {
  const words = isGood(n) ? good : bad;
  return `a ${words[n % 4]} and ${words[(n >> 2) % 4]} day number ${n}`;
});

export type LoopPlace = {
  readonly place: Place;
  readonly owner: Actor;
  readonly project: Project;
  readonly engine: Engine;
  /** Trainings so far. */
  readonly trainings: () => number;
  /** Everything that is due or lands is worked on. */
  drain(): Promise<void>;
  tasks(): Promise<TaskRow[]>;
  predictions(): Promise<(PredictionRow & { text: string })[]>;
  /** Labels tasks as the texts are (or as told), by their place, with what is suggested in sight; then commits. */
  label(from: number, to: number, sayGood?: (n: number) => boolean): Promise<string>;
  on(settings?: { readonly threshold?: number }): ReturnType<typeof setSuggestions>;
  repo(name: string): Promise<Repo>;
  headOf(name: string): Promise<string>;
  close(): Promise<void>;
};

/** A sentiment project on 60 texts, with an engine that the test turns by hand and a learner in this thread. */
export const openLoop = async (): Promise<LoopPlace> => {
  let trainings = 0;
  const learner = (): Learner => {
    const inner = inlineLearner();
    return {
      call: (call, onProgress) => {
        if (call.type === 'train') trainings += 1;
        return inner.call(call, onProgress);
      },
      close: () => inner.close(),
    };
  };
  const place = await openPlace();
  const owner = await place.person('olga', 'owner');
  const project = await sentimentProject(place, owner, { texts });
  await syncProject(place.server, owner, { id: project.id });
  const engine = useEngine(place.server, [suggestionsWorker(place.server, learner)]);
  const tasks = () =>
    readSql<TaskRow>(place.db, sql`SELECT * FROM task WHERE project = ${Number(project.id)} ORDER BY id`);
  const predictions = () =>
    readSql<PredictionRow & { text: string }>(
      place.db,
      sql`SELECT prediction.*, task.data AS text FROM prediction JOIN task ON task.id = prediction.task
        WHERE prediction.project = ${Number(project.id)} ORDER BY prediction.task`,
    );
  const repo = (name: string) => getRepo(place.server.versions, { organisation: 'o1', name });
  return {
    place,
    owner,
    project,
    engine,
    trainings: () => trainings,
    async drain() {
      while ((await engine.turn()) || (await engine.work()));
    },
    tasks,
    predictions,
    async label(from, to, sayGood = isGood) {
      const suggested = await predictions();
      for (const task of (await tasks()).slice(from, to)) {
        const n = numberIn(task.data);
        await submitAnnotation(place.server, owner, {
          id: project.id,
          task: String(task.id),
          result: answer(sayGood(n) ? 'Positive' : 'Negative', `r${n}`),
          skipped: false,
          predictions: suggested.filter((row) => row.task === task.id).map(({ id }) => String(id)),
        });
      }
      const { commit } = await commitLabels(place.server, owner, { id: project.id, mine: false });
      return commit?.id ?? '';
    },
    on: (settings = {}) =>
      setSuggestions(place.server, owner, {
        id: project.id,
        enabled: true,
        labels: 5,
        seconds: 30,
        ...settings,
      }),
    repo,
    async headOf(name) {
      const branch = await getBranch(place.server.versions, { repo: await repo(name), name: 'master' });
      return branch.head ?? '';
    },
    close: () => place.close(),
  };
};
