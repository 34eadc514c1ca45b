// Writes the pages of docs/ that are made from code.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorsDoc } from './errors-doc.ts';

writeFileSync(fileURLToPath(new URL('../docs/errors.md', import.meta.url)), errorsDoc());
