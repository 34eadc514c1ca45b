import { hash } from 'node:crypto';

/** SHA-256 of the text's UTF-8 bytes, in lower-case hex. */
export const hashText = (text: string): string => hash('sha256', text, 'hex');
