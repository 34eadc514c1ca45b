import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Backup, createDraftKeeper } from './draft-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setup = (answers: (Error | null)[]) => {
  const sent: unknown[] = [];
  const states: string[] = [];
  let stored: Backup | null = null;
  let renew = () => {};
  const keeper = createDraftKeeper(
    { annotationId: null, configVersion: 2 },
    {
      save: async (result) => {
        sent.push(result);
        const error = answers.shift();
        if (error) throw error;
      },
      judge: (error) => (error as Error).message as 'later',
      sessionRenewed: () => new Promise((resolve) => (renew = resolve)),
      backup: {
        write: (backup) => {
          stored = backup;
        },
        clear: () => {
          stored = null;
        },
      },
      now: () => '2026-01-01T00:00:00.000Z',
      onState: (state) => states.push(state),
    },
  );
  return { keeper, sent, states, stored: () => stored, renew: () => renew() };
};

test('backs up at once, sends the last of several changes once, then drops the backup', async () => {
  const { keeper, sent, stored, states } = setup([]);
  keeper.change(['a']);
  expect(stored()).toMatchObject({ annotationId: null, configVersion: 2, result: ['a'] });
  await vi.advanceTimersByTimeAsync(300);
  keeper.change(['b']);
  await vi.advanceTimersByTimeAsync(499);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([['b']]);
  expect(stored()).toBeNull();
  expect(states.at(-1)).toBe('saved');
});

test('without a connection keeps the backup and tries again', async () => {
  const { keeper, sent, stored, states } = setup([new Error('later')]);
  keeper.change(['a']);
  await vi.advanceTimersByTimeAsync(500);
  expect(states.at(-1)).toBe('offline');
  expect(stored()?.result).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(3000);
  expect(sent).toEqual([['a'], ['a']]);
  expect(states.at(-1)).toBe('saved');
});

test('waits for the person to sign in again, then goes on', async () => {
  const { keeper, sent, stored, renew, states } = setup([new Error('session')]);
  keeper.change(['a']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(stored()?.result).toEqual(['a']);
  renew();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(2);
  expect(states.at(-1)).toBe('saved');
});

test('a change while sending is sent after it, and the backup stays until then', async () => {
  const { keeper, sent, stored } = setup([]);
  keeper.change(['a']);
  const flushed = keeper.flush();
  keeper.change(['b']);
  await flushed;
  expect(stored()?.result).toEqual(['b']);
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toEqual([['a'], ['b']]);
  expect(stored()).toBeNull();
});

test('after a submit nothing is sent any more', async () => {
  const { keeper, sent, stored } = setup([]);
  keeper.change(['a']);
  keeper.done();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual([]);
  expect(stored()).toBeNull();
});

test('what the server refuses is not sent again, and stays in the browser', async () => {
  const { keeper, sent, stored, states } = setup([new Error('never')]);
  keeper.change(['a']);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent).toHaveLength(1);
  expect(states.at(-1)).toBe('refused');
  expect(stored()?.result).toEqual(['a']);
});

test('while held nothing is sent; after the release it is', async () => {
  const { keeper, sent } = setup([]);
  keeper.change(['a']);
  await keeper.hold();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual([]);
  keeper.release();
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toEqual([['a']]);
});
