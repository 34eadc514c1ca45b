import { type OperationNode, type RawBuilder, RawNode, ValueNode } from 'kysely';
import { LiteralLimits } from './query-builder.ts';

/** SQL with its parameters, in their order. */
export type Template<Row> = {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Of the rows that it returns; holds nothing. */
  readonly row?: Row;
};

/**
 * A `sql` template as text. It is pieces of text and values, put together here; whatever else stands in one (a
 * table, a reference) goes through kysely's compiler, which takes ten times as long for a template of text alone.
 */
export const compileTemplate = <Row>(template: RawBuilder<Row>): Template<Row> => {
  const parameters: unknown[] = [];
  return { sql: write(template.toOperationNode(), parameters), parameters };
};

const write = (node: OperationNode, parameters: unknown[]): string => {
  if (RawNode.is(node)) {
    let text = node.sqlFragments[0] ?? '';
    for (const [index, part] of node.parameters.entries())
      text += write(part, parameters) + (node.sqlFragments[index + 1] ?? '');
    return text;
  }
  if (ValueNode.is(node) && node.immediate !== true) {
    parameters.push(node.value);
    return '?';
  }
  // as a part of something, so that a query gets its parentheses
  const compiled = new LiteralLimits().compileQuery(RawNode.createWithChild(node), { queryId: '' });
  parameters.push(...compiled.parameters);
  return compiled.sql;
};
