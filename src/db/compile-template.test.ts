import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { compileTemplate } from './compile-template.ts';
import { queryBuilder } from './query-builder.ts';

const q = queryBuilder<{ thing: { id: number; name: string } }>();
const templates = [
  sql`SELECT 1`,
  sql`SELECT * FROM thing WHERE id = ${1} AND name = ${'a'} AND x IS ${null}`,
  sql`SELECT * FROM ${sql.table('thing')} WHERE ${sql.ref('thing.id')} IN (${sql.join([1, 2, 'c'])}) ${sql``}`,
  sql`UPDATE thing SET a = ${sql.lit('x')}, b = ${sql.raw('b + 1')} WHERE ${sql`id = ${7} OR ${sql.id('name')} = ${'z'}`}`,
  sql`SELECT * FROM (${q.selectFrom('thing').select('id').where('name', '=', 'k').limit(3)}) WHERE id > ${4}`,
  sql`VALUES (${sql.join(
    [1, 2].map((n) => sql`(${n}, ${'v'})`),
    sql`;`,
  )})`,
];

test('a template is the text and the parameters that kysely makes of it', () => {
  for (const template of templates) {
    const { sql: text, parameters } = template.compile(q);
    expect(compileTemplate(template)).toEqual({ sql: text, parameters });
  }
});
