// Writes src/client/routes.ts from the contract, so that the client (and the page) carries no schemas.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { routesSource } from './routes-source.ts';

writeFileSync(fileURLToPath(new URL('../src/client/routes.ts', import.meta.url)), routesSource());
