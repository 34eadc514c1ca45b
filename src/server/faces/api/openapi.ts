import * as z from 'zod';
import type { Operation, Rights, SchemaLike } from '../../../shared/contract/op.ts';
import { programVersion } from '../../../shared/program-version.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of operations, made from the contract. */
export const openApi = (operations: readonly Operation[], title: string): Json => {
  const paths: Record<string, Json> = {};
  const schemas: Record<string, Json> = { Error: errorSchema };
  for (const operation of operations) {
    const path = operation.path.replace('*}', '}');
    const described = describe(operation, schemaWriter(operation.id, schemas));
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described };
  }
  return {
    openapi: '3.1.0',
    info: { title, version: programVersion },
    paths,
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Token <token>' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: 'lw_session' },
      },
      schemas,
    },
  };
};

const errorSchema = {
  type: 'object',
  required: ['code', 'detail'],
  properties: { code: { type: 'string' }, detail: { type: 'string' } },
};

const describe = (operation: Operation, jsonSchema: SchemaWriter): Json => {
  const { id, doc, tag, rights, body, response } = operation;
  const status = String(operation.status ?? (response ? 200 : 204));
  return {
    operationId: id,
    summary: doc,
    description: rightsText(rights),
    tags: [tag],
    ...(rights.type === 'public' ? {} : { security: [{ token: [] }, { bearer: [] }, { session: [] }] }),
    parameters: [
      ...parameters(operation.params, 'path', jsonSchema),
      ...parameters(operation.query, 'query', jsonSchema),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content:
              body === 'stream'
                ? { '*/*': {} }
                : { 'application/json': { schema: jsonSchema(body, 'input') } },
          },
        }),
    responses: {
      [status]: { description: 'Done.', ...content(response, jsonSchema) },
      default: {
        description: 'Refused.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
};

const content = (response: Operation['response'], jsonSchema: SchemaWriter): Json => {
  if (response === undefined) return {};
  if (response === 'stream') return { content: { '*/*': {} } };
  return { content: { 'application/json': { schema: jsonSchema(response, 'output') } } };
};

export const rightsText = (rights: Rights): string => {
  switch (rights.type) {
    case 'public':
      return 'Anybody.';
    case 'account':
      return 'Whoever is signed in.';
    case 'organisation':
      return `The role ${rights.role} or more in the organisation.`;
    case 'project':
      return `The role ${rights.role} or more in the project.`;
    case 'repo':
      return rights.access === 'read'
        ? 'The role reviewer or more in the organisation.'
        : 'The role manager or more in the organisation.';
  }
};

const parameters = (
  schema: SchemaLike | undefined,
  place: 'path' | 'query',
  jsonSchema: SchemaWriter,
): readonly Json[] => {
  if (schema === undefined) return [];
  const object = jsonSchema(schema, 'input');
  const properties = (object['properties'] ?? {}) as Record<string, Json>;
  const required = new Set((object['required'] ?? []) as readonly string[]);
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: part,
  }));
};

type SchemaWriter = (schema: SchemaLike, io: 'input' | 'output') => Json;

/** Writes schemas of one operation; what they define for themselves (recursion) goes to the document's `schemas`. */
const schemaWriter =
  (operation: string, schemas: Record<string, Json>): SchemaWriter =>
  (schema, io) => {
    const made = z.toJSONSchema(schema as unknown as z.core.$ZodType, { io, unrepresentable: 'any' });
    const prefix = `${operation}.${Object.keys(schemas).length}.`;
    const text = JSON.stringify(made).replaceAll('"#/$defs/', `"#/components/schemas/${prefix}`);
    const { $schema: _, $defs, ...rest } = JSON.parse(text) as Json;
    for (const [name, definition] of Object.entries($defs ?? {})) schemas[`${prefix}${name}`] = definition;
    return rest;
  };
