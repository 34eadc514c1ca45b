import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { clientTest, findTool, runTool } from './find-tool.ts';

export const python = findTool('python3') ?? findTool('python');

/** Whether that Python has these modules. */
export const hasModules = (...modules: readonly string[]): boolean => {
  try {
    execFileSync(python ?? '', ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/**
 * One test for each function of a Python script that ends with `run_checks(…)`; `checks` says what each shows, and a
 * check that is missing there fails the last test. One process runs them all: such modules take seconds to import.
 */
export const pythonChecks = (args: {
  readonly tool: string;
  readonly present: boolean;
  readonly script: string;
  readonly checks: Readonly<Record<string, string>>;
  readonly env: () => Readonly<Record<string, string>>;
}): void => {
  const { tool, present, checks } = args;
  let outcome: Promise<ReadonlyMap<string, string | null>> | undefined;
  const run = async (): Promise<ReadonlyMap<string, string | null>> => {
    const ran = await runTool(python ?? '', [args.script], args.env());
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
    clientTest(tool, present, text, async () => {
      outcome ??= run();
      const error = (await outcome).get(name);
      if (error !== null) expect.fail(error ?? `the script has no check ${name}`);
    });
  clientTest(tool, present, 'every check of the script is one of these', async () => {
    outcome ??= run();
    expect([...(await outcome).keys()]).toEqual(Object.keys(checks));
  });
};
