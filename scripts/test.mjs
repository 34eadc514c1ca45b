// `npm test`: installs what is missing, builds, checks types, lint and format, and runs every test.
// Ends with one plain line, `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
process.chdir(root);
ensureInstalled(root);
const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;

let passed = 0;
let failed = 0;
let skipped = 0;
const count = (name, ok) => {
  if (ok) passed += 1;
  else {
    failed += 1;
    console.error(`failed: ${name}`);
  }
};
count('build', run('node', ['scripts/build.mjs']));
count('types', run('npm', ['run', '--silent', 'typecheck']));
count('lint', run('npm', ['run', '--silent', 'lint']));
count('format', run('npm', ['run', '--silent', 'format:check']));

const folder = mkdtempSync(join(tmpdir(), 'labelwright-test-'));
const report = join(folder, 'report.json');
run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  skipped += result.numPendingTests + result.numTodoTests;
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  failed += broken.length;
  for (const file of broken) console.error(`failed to load: ${file.name}\n${file.message}`);
  for (const file of result.testResults)
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped') console.log(`skipped: ${test.fullName}`);
} catch (error) {
  failed += 1;
  console.error(`the tests gave no report: ${error}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
