import type { Annotation } from '../../shared/contract/project-tasks.ts';
import { api, isApiError } from '../api.ts';
import { sessionRenewed, setSessionExpired } from '../session.ts';
import type { JsonValue } from './json-value.ts';

export type Answer = {
  readonly project: string;
  readonly task: string;
  /** Null: a new annotation. */
  readonly annotationId: string | null;
  /** Null: write over whatever is there. */
  readonly version: number | null;
  readonly result: readonly JsonValue[];
  /** Of the project, as the editor has it. */
  readonly configVersion: number;
  readonly skipped: boolean;
  /** Why it is skipped. */
  readonly skipReason: string | undefined;
  readonly leadTime: number;
  readonly predictions: readonly string[];
  readonly requestId: string;
};

const send = ({ project, task, annotationId, version, ...answer }: Answer): Promise<Annotation> => {
  const body = { ...answer, result: [...answer.result], predictions: [...answer.predictions] };
  return annotationId
    ? api.projects.updateAnnotation({
        params: { id: project, annotation: annotationId },
        body: { ...body, ...(version === null ? {} : { ifVersion: version }) },
      })
    : api.projects.submit({ params: { id: project, task }, body });
};

const connection = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });

/**
 * Sends an answer until the server has it: waits out a lost connection and an ended session. The request id makes a
 * repeated one count once. Rejects with what the server refuses, or when `signal` ends it.
 */
export const sendAnswer = async (
  answer: Answer,
  signal: AbortSignal,
  onWaiting: (waiting: boolean) => void,
): Promise<Annotation> => {
  for (;;) {
    try {
      const made = await send(answer);
      onWaiting(false);
      return made;
    } catch (error) {
      if (signal.aborted) throw error;
      if (isApiError(error, 'auth.required')) {
        setSessionExpired(true);
        await sessionRenewed();
      } else if (isApiError(error, 'offline')) {
        onWaiting(true);
        await connection(3000, signal);
      } else {
        onWaiting(false);
        throw error;
      }
    }
  }
};

/** Unique without `crypto.randomUUID`, which plain http on another host does not have. */
export const newRequestId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
