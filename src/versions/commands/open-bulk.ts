import { hash } from 'node:crypto';
import { journalLimit } from '../objects/object-store.ts';
import { packWriter } from '../objects/pack-writer.ts';
import type { OpenBulk } from '../version-commands.ts';

/** For bringing in many files: small ones go into packs, each with one sync, past the journal. */
export const openBulk: OpenBulk = (versions) => {
  const packs = packWriter(versions);
  return {
    async write(body) {
      const bytes = body instanceof Uint8Array && body.length <= journalLimit ? body : null;
      const written = bytes === null ? await versions.objects.write(body) : null;
      const small = bytes ?? (written?.pending.type === 'bytes' ? written.pending.bytes : null);
      if (written !== null && small === null) {
        await versions.db.write(versions.objects.statements([written]));
        return { ...written, pending: { type: 'stored' } };
      }
      if (small === null) throw new Error('a small object has bytes');
      const sha256 = written?.sha256 ?? hash('sha256', small);
      const md5 = written?.md5 ?? hash('md5', small);
      const full = packs.add({ kind: 'file', note: '', sha256, bytes: small });
      if (full !== undefined) await full;
      return { sha256, md5, size: small.length, pending: { type: 'stored' } };
    },
    done: () => packs.flush(),
  };
};
