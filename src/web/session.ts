import { useSuspenseQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Account } from '../shared/contract/accounts.ts';
import { includesRole, type Role } from '../shared/contract/op.ts';
import { queries } from './queries.ts';

/** Who is signed in; the layout route has made sure that somebody is. */
export const useMe = (): Account => useSuspenseQuery(queries.me).data;

/** True when the caller's role in the organisation is `needed` or more. */
export const useMay = (needed: Role): boolean => includesRole(useMe().role, needed);

let expired = false;
const listeners = new Set<() => void>();

/** Says that the server no longer knows the session; the sign-in dialog opens over the page as it stands. */
export const setSessionExpired = (value: boolean): void => {
  if (expired === value) return;
  expired = value;
  for (const listener of listeners) listener();
};

export const useSessionExpired = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => expired,
  );

/** Resolves when the person has signed in again; at once when nothing expired. */
export const sessionRenewed = (): Promise<void> =>
  expired
    ? new Promise((resolve) => {
        const listener = () => {
          if (expired) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      })
    : Promise.resolve();
