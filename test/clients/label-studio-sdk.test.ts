import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type RunningServer, startServer } from '../start-server.ts';
import { clientTest, findTool, runTool } from './find-tool.ts';

const python = findTool('python3') ?? findTool('python');
const present = (() => {
  try {
    execFileSync(python ?? '', ['-c', 'import label_studio_sdk'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const script = fileURLToPath(new URL('label_studio_sdk_checks.py', import.meta.url));

/** Functions of the script, and what each shows. A check that is missing here fails the last test. */
const checks = {
  who_am_i: 'whoami, users, organisations, version',
  personal_tokens: 'personal tokens: make, list, refresh, rotate, blacklist',
  wrong_token: 'a wrong token is refused with the reason',
  projects: 'projects: create, get, list by pages, update, delete',
  validate: 'a config is validated, alone and against a project',
  import_tasks: 'import of tasks with annotations and predictions',
  import_shapes: 'import of one object, loose predictions, files; all or nothing',
  tasks: 'tasks: create, list by pages, update, delete',
  annotations: 'annotations: create, list, update, skip, delete',
  drafts: 'drafts, of a task and of an annotation',
  predictions: 'predictions: create, list, update, import, delete',
  next_task: 'the next task, and 404 when none is left',
  exports: 'export as JSON, JSON_MIN and CSV, and import of what was exported',
  storages: 'storages of type repo: source sync, labels committed by target sync',
  roles: 'an annotator sees and changes what is theirs, and no other project',
} as const;

let server: RunningServer;
beforeAll(async () => {
  if (present) server = await startServer();
});
afterAll(async () => {
  if (present) await server.stop();
});

for (const kind of ['token', 'personal'] as const) {
  describe(`Label Studio's SDK with a ${kind} token`, () => {
    // one process for all: the SDK takes seconds to import
    let outcome: Promise<ReadonlyMap<string, string | null>> | undefined;
    const run = async (): Promise<ReadonlyMap<string, string | null>> => {
      const env = { LW_URL: server.url, LW_TOKEN: server.token, LW_KIND: kind };
      const ran = await runTool(python ?? '', [script], env);
      if (ran.code !== 0) throw new Error(ran.stderr);
      const lines = ran.stdout.trim().split('\n');
      return new Map(
        lines.map((line) => {
          const { name, error } = JSON.parse(line) as { name: string; error: string | null };
          return [name, error] as const;
        }),
      );
    };
    for (const [name, text] of Object.entries(checks))
      clientTest('label-studio-sdk', present, text, async () => {
        outcome ??= run();
        const error = (await outcome).get(name);
        if (error !== null) expect.fail(error ?? `the script has no check ${name}`);
      });
    clientTest('label-studio-sdk', present, 'every check of the script is one of these', async () => {
      outcome ??= run();
      expect([...(await outcome).keys()]).toEqual(Object.keys(checks));
    });
  });
}
