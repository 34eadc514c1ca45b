import type { LearnerAnswer, LearnerCall } from './learner.ts';

export type ToThread = { readonly id: number; readonly call: LearnerCall };

export type FromThread =
  | { readonly type: 'progress'; readonly id: number; readonly fraction: number; readonly doing: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: LearnerAnswer }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
