import { contract } from '../src/shared/contract/contract.ts';
import type { Operation } from '../src/shared/contract/op.ts';

/** The text of src/client/routes.ts: for each operation its method, its path, and what it sends and answers. */
export const routesSource = (): string => {
  const lines = [
    '// Generated from src/shared/contract by `node --import tsx scripts/generate-routes.ts`.',
    '',
    'export const routes = {',
  ];
  for (const [group, operations] of Object.entries(contract)) {
    lines.push(`  ${group}: {`);
    for (const [name, operation] of Object.entries(operations as Record<string, Operation>)) {
      const sends = operation.body === undefined ? 'none' : operation.body === 'stream' ? 'stream' : 'json';
      const answers =
        operation.response === undefined ? 'none' : operation.response === 'stream' ? 'stream' : 'json';
      lines.push(`    ${name}: ['${operation.method}', '${operation.path}', '${sends}', '${answers}'],`);
    }
    lines.push('  },');
  }
  lines.push('} as const;', '');
  return lines.join('\n');
};
