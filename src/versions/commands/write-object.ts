import type { WriteObject } from '../version-commands.ts';

export const writeObject: WriteObject = (versions, { body }) => versions.objects.write(body);
