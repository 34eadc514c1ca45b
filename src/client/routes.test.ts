import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routesSource } from '../../scripts/routes-source.ts';

test('the client’s routes are those of the contract (else: node --import tsx scripts/generate-routes.ts)', () => {
  const squeeze = (text: string) => text.replace(/\s+/g, '').replace(/,(?=[\]}])/g, '');
  expect(squeeze(readFileSync(new URL('./routes.ts', import.meta.url), 'utf8'))).toBe(
    squeeze(routesSource()),
  );
});
