import { expect, test } from 'vitest';
import { randomPool } from './random-pool.ts';

test('every draw is of its size, fresh, and not the pool itself', () => {
  const random = randomPool();
  const seen = new Set<string>();
  for (let draw = 0; draw < 3000; draw += 1) {
    const bytes = random(8);
    seen.add(Buffer.from(bytes).toString('hex'));
    bytes.fill(0);
  }
  expect(seen.size).toBe(3000);
  expect(random(5000)).toHaveLength(5000);
  expect(random(0)).toHaveLength(0);
});
