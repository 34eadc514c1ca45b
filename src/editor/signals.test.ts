import { expect, test } from 'vitest';
import { batch, computed, effect, signal } from './signals.ts';

test('an effect runs again only when a value it read has changed', () => {
  const a = signal(1);
  const parity = computed(() => a.get() % 2);
  const seen: number[] = [];
  const stop = effect(() => void seen.push(parity.get()));
  a.set(3);
  a.set(4);
  stop();
  a.set(5);
  expect(seen).toEqual([1, 0]);
});

test('a batch runs effects once, at its end, even when it throws', () => {
  const a = signal(0);
  const b = signal(0);
  const seen: number[] = [];
  effect(() => void seen.push(a.get() + b.get()));
  expect(() =>
    batch(() => {
      a.set(1);
      b.set(1);
      throw new Error('x');
    }),
  ).toThrow('x');
  expect(seen).toEqual([0, 2]);
});

test('dependencies follow the branch that was taken', () => {
  const which = signal(true);
  const a = signal('a');
  const b = signal('b');
  let runs = 0;
  const chosen = computed(() => {
    runs++;
    return which.get() ? a.get() : b.get();
  });
  expect(chosen.get()).toBe('a');
  b.set('c');
  expect(chosen.get()).toBe('a');
  expect(runs).toBe(1);
  which.set(false);
  expect(chosen.get()).toBe('c');
  a.set('z');
  expect(chosen.get()).toBe('c');
  expect(runs).toBe(2);
});

test('an effect may set what another reads', () => {
  const a = signal(0);
  const doubled = signal(0);
  const seen: number[] = [];
  effect(() => doubled.set(a.get() * 2));
  effect(() => void seen.push(doubled.get()));
  a.set(2);
  expect(seen).toEqual([0, 4]);
});
