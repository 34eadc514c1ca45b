import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { type RunningServer, startServer } from '../start-server.ts';
import { hasModules, pythonChecks } from './python-checks.ts';

const present = hasModules('label_studio_sdk');
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

for (const kind of ['token', 'personal'] as const)
  describe(`Label Studio's SDK with a ${kind} token`, () =>
    pythonChecks({
      tool: 'label-studio-sdk',
      present,
      script,
      checks,
      env: () => ({ LW_URL: server.url, LW_TOKEN: server.token, LW_KIND: kind }),
    }));
