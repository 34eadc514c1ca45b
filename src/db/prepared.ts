import type { Compilable, CompiledQuery } from 'kysely';

/**
 * A query of a hot path, built and compiled once: `build` gets its parameters by name, and each call only puts
 * the values in their places. Building a query anew takes longer than SQLite takes to answer it (decision 0001).
 * A parameter may be used as a value only, and its type may not depend on what it is (no `null` for `is`).
 */
export const prepared = <Parameters extends object, Row>(
  build: (parameters: Parameters) => Compilable<Row>,
): ((parameters: Parameters) => CompiledQuery<Row>) => {
  let compiled: CompiledQuery<Row> | undefined;
  return (parameters) => {
    compiled ??= build(placeholders as Parameters).compile();
    const values = compiled.parameters.map((value) =>
      value instanceof Placeholder ? parameters[value.name as keyof Parameters] : value,
    );
    return { query: compiled.query, queryId: compiled.queryId, sql: compiled.sql, parameters: values };
  };
};

/** Stands where the value of a call goes. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });
