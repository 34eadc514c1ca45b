import {
  DummyDriver,
  Kysely,
  LimitNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely';

/**
 * A kysely that only compiles: layers write typed queries with it and hand them to `db.read` or `statement`.
 * Each layer gives the type of its own tables.
 */
export const queryBuilder = <Tables>(): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new LiteralLimits(),
    },
  });

/**
 * Writes the number of a LIMIT into the SQL: SQLite plans by it, so it prepares a statement that has it as a
 * parameter anew for each call, which takes three times as long as a look-up.
 */
export class LiteralLimits extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    const known = ValueNode.is(limit) && Number.isSafeInteger(limit.value);
    super.visitLimit(known ? LimitNode.create(ValueNode.createImmediate(limit.value)) : node);
  }
}
