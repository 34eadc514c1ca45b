import { createHash } from 'node:crypto';
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
      const sha256 = written?.sha256 ?? createHash('sha256').update(small).digest('hex');
      const md5 = written?.md5 ?? createHash('md5').update(small).digest('hex');
      const full = packs.add({ kind: 'file', note: '', sha256, bytes: small });
      if (full !== undefined) await full;
      return { sha256, md5, size: small.length, pending: { type: 'stored' } };
    },
    done: () => packs.flush(),
  };
};
