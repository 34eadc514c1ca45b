/**
 * A forward-only step of the schema, owned by the layer whose tables it makes. `name` sorts: `0001-accounts`.
 * Statements are plain SQL that SQLite and PostgreSQL both take (text, integer, blob/bytea by `{{blob}}`).
 * The program's list of migrations is put together in the server's composition root and handed to `openDatabase`.
 */
export type Migration = { readonly name: string; readonly statements: readonly string[] };
