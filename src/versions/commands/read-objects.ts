import type { ReadObjects } from '../version-commands.ts';

export const readObjects: ReadObjects = (versions, { hashes }) => versions.objects.readMany(hashes);
