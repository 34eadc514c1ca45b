/** Pages under way at once: one is read and worked out while another is written. */
const most = 3;

/**
 * Does `work` for each page, a few at once; pages must have nothing in common. The first error is thrown when all that
 * began has ended.
 */
export const pageByPage = async <P>(
  pages: AsyncIterable<P>,
  work: (page: P) => Promise<void>,
): Promise<void> => {
  const running = new Set<Promise<void>>();
  const failed: unknown[] = [];
  for await (const page of pages) {
    const one = work(page).catch((error: unknown) => void failed.push(error));
    running.add(one);
    void one.then(() => running.delete(one));
    if (running.size >= most) await Promise.race(running);
    if (failed.length > 0) break;
  }
  await Promise.all(running);
  if (failed.length > 0) throw failed[0];
};
