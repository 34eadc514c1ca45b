import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { blobKey } from '../objects/object-store.ts';
import { sql } from '../tables.ts';
import { partOfRow, requireUpload } from '../upload-row.ts';
import type { PutPart } from '../version-commands.ts';

/** A part is a blob of its own, named by its row alone; a number that is sent again replaces the old part. */
export const putPart: PutPart = async (versions, { upload, number, body }) => {
  const { md5, size, pending } = await versions.objects.write(body);
  const storage = pending.type === 'blob' ? pending.key : blobKey(versions.random);
  if (pending.type === 'bytes') await versions.backend.put(storage, pending.bytes);
  const row = { upload: upload.id, number, size, md5, storage, modified: versions.clock() };
  try {
    const old = await mutate(versions.db, async () => {
      await requireUpload(versions, upload.repo, upload.id);
      const [before] = await versions.db.read(
        sql
          .selectFrom('upload_part')
          .select('storage')
          .where('upload', '=', upload.id)
          .where('number', '=', number),
      );
      const { upload: _, number: __, ...rest } = row;
      const plan =
        before === undefined
          ? [
              // Misses when the upload was completed or aborted meanwhile.
              { sql: 'select 1 as ok from upload where id = ?', parameters: [upload.id], expect: 1 },
              statement(
                sql
                  .insertInto('upload_part')
                  .values(row)
                  .onConflict((conflict) => conflict.doNothing()),
                1,
              ),
            ]
          : [
              statement(
                sql
                  .updateTable('upload_part')
                  .set(rest)
                  .where('upload', '=', upload.id)
                  .where('number', '=', number)
                  .where('storage', '=', before.storage),
                1,
              ),
            ];
      return { plan, value: before?.storage };
    });
    if (old !== undefined) await versions.backend.delete(old);
  } catch (error) {
    await versions.backend.delete(storage);
    throw error;
  }
  return partOfRow(row);
};
