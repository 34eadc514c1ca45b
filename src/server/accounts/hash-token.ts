import { hash } from 'node:crypto';

/** SHA-256 in hex: how tokens, cookies and invitation codes are kept. They are random, so no salt is needed. */
export const hashToken = (token: string): string => hash('sha256', token);
