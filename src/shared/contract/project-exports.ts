import * as z from 'zod';
import { exportFormatNames } from './export-format-names.ts';
import { commitId, list, name, ref } from './fields.ts';
import { op } from './op.ts';
import { projectParams, projectRole } from './project-rights.ts';

const tag = 'Projects';

const format = z.enum(exportFormatNames);

export const exportOperations = {
  export: op({
    id: 'projects.export',
    method: 'GET',
    path: '/api/lw/projects/{id}/export',
    rights: projectRole('reviewer'),
    tag,
    doc: 'Labels in a format, of now or of a label commit or tag; formats of many files come as a zip archive. `all` adds the tasks without labels. `completedBy`: how JSON says who labeled, by e-mail address or (which any Label Studio takes) not at all.',
    params: projectParams,
    query: z.object({
      format: format.default('JSON'),
      ref: ref.optional(),
      all: z.stringbool().default(false),
      completedBy: z.enum(['email', 'none']).default('email'),
    }),
    response: 'stream',
  }),
  exportFormats: op({
    id: 'projects.exportFormats',
    method: 'GET',
    path: '/api/lw/projects/{id}/export-formats',
    rights: projectRole('reviewer'),
    tag,
    doc: 'The formats, and for each why labels of this config cannot be written so, or null where they can.',
    params: projectParams,
    response: list(
      z.object({
        name: format,
        title: z.string(),
        description: z.string(),
        extension: z.string(),
        /** Many files: a zip archive, or a folder in a repo. */
        isFolder: z.boolean(),
        whyNot: z.string().nullable(),
      }),
    ),
  }),
  exportTo: op({
    id: 'projects.exportTo',
    method: 'POST',
    path: '/api/lw/projects/{id}/export-to',
    rights: projectRole('manager'),
    tag,
    doc: 'Write the labels of a commit (the head of the label branch unless told) in a format to a folder of a branch, as one commit that remembers the label commit. The folder then holds exactly that; equal labels make no commit. `pending` tasks are not in it yet.',
    params: projectParams,
    body: z.object({
      format,
      ref: ref.optional(),
      repo: name,
      branch: name.default('master'),
      prefix: z.string().max(500).default(''),
    }),
    response: z.object({
      commit: z.object({ id: commitId }).nullable(),
      from: commitId,
      files: z.number(),
      pending: z.number(),
    }),
  }),
} as const;
