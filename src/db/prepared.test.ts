import { expect, test } from 'vitest';
import { prepared } from './prepared.ts';
import { queryBuilder } from './query-builder.ts';

const q = queryBuilder<{ file: { name: string; size: number; kind: string } }>();

test('a prepared query is what kysely makes of the same values, each time', () => {
  const find = prepared((p: { name: string; most: number }) =>
    q
      .selectFrom('file')
      .selectAll()
      .where('size', '<', p.most)
      .where('kind', '=', 'plain')
      .where((eb) =>
        eb.or([eb('name', '=', p.name), eb('name', '=', eb.fn.coalesce(eb.val(p.name), 'kind'))]),
      )
      .limit(2),
  );
  for (const [name, most] of [
    ['a', 3],
    ['b', 4],
  ] as const) {
    const direct = q
      .selectFrom('file')
      .selectAll()
      .where('size', '<', most)
      .where('kind', '=', 'plain')
      .where((eb) => eb.or([eb('name', '=', name), eb('name', '=', eb.fn.coalesce(eb.val(name), 'kind'))]))
      .limit(2)
      .compile();
    const { sql, parameters } = find({ name, most });
    expect({ sql, parameters }).toEqual({ sql: direct.sql, parameters: direct.parameters });
  }
});

test('a prepared query is built once, at its first use', () => {
  let built = 0;
  const find = prepared((p: { name: string }) => {
    built += 1;
    return q.selectFrom('file').select('size').where('name', '=', p.name);
  });
  expect(built).toBe(0);
  expect(find({ name: 'a' }).sql).toBe(find({ name: 'b' }).sql);
  expect(built).toBe(1);
});

test('a limit is part of the SQL', () => {
  const { sql, parameters } = q.selectFrom('file').select('size').limit(25).compile();
  expect(sql).toBe('select "size" from "file" limit 25');
  expect(parameters).toEqual([]);
});
