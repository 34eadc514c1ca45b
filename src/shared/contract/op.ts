/** The one structural promise of a zod schema that types need; comparing whole ZodTypes costs seconds of checking. */
export type SchemaLike = { readonly _zod: { readonly input: unknown; readonly output: unknown } };

export type Output<S> = S extends SchemaLike ? S['_zod']['output'] : undefined;
export type Input<S> = S extends SchemaLike ? S['_zod']['input'] : undefined;

export type Role = 'owner' | 'manager' | 'reviewer' | 'annotator';
export const roles: readonly Role[] = ['owner', 'manager', 'reviewer', 'annotator'];
/** True when `role` may do what `needed` may. */
export const includesRole = (role: Role, needed: Role): boolean =>
  roles.indexOf(role) <= roles.indexOf(needed);

/**
 * Who may call an operation.
 * - `public`: anybody. `account`: whoever is signed in.
 * - `organisation`: this role or more in the caller's organisation.
 * - `project`: this role or more in the project named by the path parameter `id`; owners and managers of the
 *   organisation have theirs everywhere; who has none sees 404.
 * - `repo`: reading a repo needs a reviewer of the organisation, writing a manager.
 */
export type Rights =
  | { readonly type: 'public' }
  | { readonly type: 'account' }
  | { readonly type: 'organisation'; readonly role: Role }
  | { readonly type: 'project'; readonly role: Role }
  | { readonly type: 'repo'; readonly access: 'read' | 'write' };

export type Operation = {
  /** `repos.create`: unique; the client's method. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/repos/{repo}`; a last `{path*}` takes the rest of the raw path. */
  readonly path: string;
  readonly rights: Rights;
  /** One sentence for people; the OpenAPI document shows it. */
  readonly doc: string;
  readonly tag: string;
  readonly params?: SchemaLike;
  readonly query?: SchemaLike;
  /** JSON body. `stream` in its place: the handler gets the raw body. */
  readonly body?: SchemaLike | 'stream';
  /** The most bytes that a stream may have; a JSON body may have 32 MiB. */
  readonly maxBytes?: number;
  /** JSON answer. `stream`: the handler answers a Response of its own (files, archives, events). */
  readonly response?: SchemaLike | 'stream';
  /** Success status; 200 unless said, 204 when there is no response. */
  readonly status?: number;
  /** Part of Label Studio's API: its errors get Label Studio's fields and paths take a trailing slash or none. */
  readonly labelStudio?: boolean;
};

/** Declares an operation: route, validation, rights, client method and OpenAPI entry in one. */
export const op = <const O extends Operation>(operation: O): O => operation;

export type Params<O extends Operation> = Output<O['params']>;
export type Query<O extends Operation> = Output<O['query']>;
export type Body<O extends Operation> = Output<O['body']>;
/** What the handler returns and the client gets; `Raw` is the platform's Response, for streams. */
export type Answer<O extends Operation, Raw> = O['response'] extends 'stream' ? Raw : Output<O['response']>;
