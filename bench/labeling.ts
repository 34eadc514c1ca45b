/**
 * The same labeling work over Label Studio's REST API, on us and on Label Studio itself (SQLite, this machine).
 * What is measured is chosen by name; both sides run the same requests from the same process, one after another.
 */
import { type ApiSide, callApi } from '../test/call-api.ts';
import { labelStudioBin, startLabelStudio } from '../test/start-label-studio.ts';
import { startServer } from '../test/start-server.ts';
import { asUsersHaveIt } from './as-users-have-it.ts';
import type { Bench } from './bench.ts';
import { watchProcess } from './process-memory.ts';

type Work = 'import' | 'next-task' | 'submit' | 'export' | 'list-tasks';

const config = `<View><Text name="text" value="$text"/><Choices name="sentiment" toName="text"><Choice value="Positive"/><Choice value="Negative"/></Choices></View>`;
const result = [
  { from_name: 'sentiment', to_name: 'text', type: 'choices', value: { choices: ['Positive'] } },
];
const samples = 100;
/** Not counted, on both sides: the first requests of a process pay for its start. */
const warmUp = 50;
const firstTasks = 1000;

/** A new project with tasks, and the milliseconds of their import. */
const fill = async (side: ApiSide, size: number): Promise<{ id: number; took: number }> => {
  const { id } = (await callApi(side, 'POST', '/api/projects/', {
    title: 'Bench',
    label_config: config,
  })) as {
    id: number;
  };
  const tasks = Array.from({ length: size }, (_, index) => ({
    data: { text: `Message ${index}: the quick brown fox jumps over the lazy dog.` },
  }));
  const begin = performance.now();
  for (let at = 0; at < size; at += 10_000)
    await callApi(side, 'POST', `/api/projects/${id}/import`, tasks.slice(at, at + 10_000));
  return { id, took: performance.now() - begin };
};

/** Milliseconds: of the whole import or export, of one request (mean of 100) for the rest. */
const measure = async (side: ApiSide, work: Work, size: number): Promise<number> => {
  await fill(side, firstTasks);
  const { id, took: imported } = await fill(side, size);
  if (work === 'import') return imported;
  if (work === 'export')
    return await timed(() =>
      callApi(side, 'GET', `/api/projects/${id}/export?exportType=JSON&download_all_tasks=true`),
    );
  if (work === 'list-tasks')
    return await timed(
      () => callApi(side, 'GET', `/api/tasks/?project=${id}&page=${Math.ceil(size / 200)}&page_size=100`),
      10,
    );
  let next = 0;
  let submit = 0;
  for (let round = -warmUp; round < samples; round += 1) {
    const start = performance.now();
    const task = (await callApi(side, 'GET', `/api/projects/${id}/next/`)) as { id: number };
    const middle = performance.now();
    await callApi(side, 'POST', `/api/tasks/${task.id}/annotations/`, { result, lead_time: 1 });
    const end = performance.now();
    if (round < 0) continue;
    next += middle - start;
    submit += end - middle;
  }
  return (work === 'submit' ? submit : next) / samples;
};

const timed = async (work: () => Promise<unknown>, times = 1): Promise<number> => {
  const start = performance.now();
  for (let round = 0; round < times; round += 1) await work();
  return (performance.now() - start) / times;
};

export const labelingBench =
  (work: Work): Bench =>
  async ({ size = 10_000 }) => {
    const server = await startServer(asUsersHaveIt);
    const memory = watchProcess(server.pid);
    const ours = await measure(server, work, size);
    const peakMB = memory.above();
    await server.stop();
    const peer = labelStudioBin === undefined ? null : await startLabelStudio(labelStudioBin);
    const theirs = peer === null ? null : await measure(peer, work, size);
    await peer?.stop();
    return {
      size,
      ours: Number(ours.toFixed(2)),
      peer: theirs === null ? null : Number(theirs.toFixed(2)),
      peerName: theirs === null ? 'Label Studio: set LABEL_STUDIO_BIN' : 'Label Studio, SQLite',
      ratio: theirs === null ? null : Number((theirs / ours).toFixed(1)),
      peakMB,
    };
  };
