import * as z from 'zod';
import type { SchemaLike } from '../../src/shared/contract/op.ts';

type Json = Record<string, unknown>;
/** Values for properties by their name, which win over made-up ones. */
export type Known = Readonly<Record<string, unknown>>;

/** A small value that fits a schema: what is required and no more. Throws when what it made does not fit. */
export const sampleOf = (schema: SchemaLike | undefined, known: Known = {}): unknown => {
  if (schema === undefined) return undefined;
  const type = schema as unknown as z.core.$ZodType;
  const made = make(z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json, known);
  const checked = z.safeParse(type, made);
  if (checked.success) return made;
  throw new Error(`made ${JSON.stringify(made)}, but ${z.prettifyError(checked.error)}`);
};

const make = (schema: Json, known: Known): unknown => {
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choice = (schema['anyOf'] ?? schema['oneOf']) as readonly Json[] | undefined;
  if (choice) return make(choice[0] ?? {}, known);
  switch (schema['type']) {
    case 'object':
      return makeObject(schema, known);
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
        make(schema['items'] as Json, known),
      );
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return false;
    case 'string':
      return makeString(schema);
    default:
      return 1;
  }
};

const makeObject = (schema: Json, known: Known): Json => {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = (schema['required'] ?? []) as readonly string[];
  const named = Object.keys(properties).filter((name) => required.includes(name) || name in known);
  return Object.fromEntries(
    named.map((name) => {
      const property = properties[name] ?? {};
      const value = known[name] ?? make(property, known);
      return [name, property['type'] === 'string' && typeof value === 'number' ? String(value) : value];
    }),
  );
};

const makeString = (schema: Json): string => {
  if (schema['format'] === 'email') return 'nobody@example.org';
  const { pattern } = schema;
  if (typeof pattern === 'string' && pattern.includes('0-9a-f]{64}')) return '0'.repeat(64);
  return 'sample'.padEnd(Number(schema['minLength'] ?? 0), 'x');
};
