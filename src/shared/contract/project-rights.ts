import * as z from 'zod';
import { id } from './fields.ts';

export const projectParams = z.object({ id });

/** This role, or more, in the project that the path names. */
export const projectRole = <R extends 'manager' | 'reviewer' | 'annotator'>(needed: R) =>
  ({ type: 'project', role: needed }) as const;
