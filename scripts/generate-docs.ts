// Writes the pages of docs/ that are made from code.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandLineDoc } from './command-line-doc.ts';
import { errorsDoc } from './errors-doc.ts';

const write = (name: string, text: string): void =>
  writeFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), text);

write('errors.md', errorsDoc());
write('command-line.md', commandLineDoc());
