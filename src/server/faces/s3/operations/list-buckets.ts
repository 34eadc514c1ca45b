import type { Page } from '../../../../versions/version-store.ts';
import { requireRole } from '../open-bucket.ts';
import { sendXml, xmlTime } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import type { XmlElement } from '../xml.ts';

/** Every repo by its bare name, and every branch as `branch.repo`; dated by the repo's creation. */
export const listBuckets: S3Operation = async (call) => {
  requireRole(call, 'reviewer');
  const { organisation } = call.caller.actor;
  const prefix = call.query('prefix') ?? '';
  const buckets: { name: string; created: number }[] = [];
  for await (const repo of everyPage((after) => call.store.listRepos({ organisation, ...after }))) {
    buckets.push({ name: repo.name, created: repo.createdAt });
    for await (const branch of everyPage((after) => call.store.listBranches({ repo, ...after })))
      buckets.push({ name: `${branch.name}.${repo.name}`, created: repo.createdAt });
  }
  const shown = buckets
    .filter(({ name }) => name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, created }): XmlElement => [
        'Bucket',
        [
          ['Name', name],
          ['CreationDate', xmlTime(created)],
        ],
      ],
    );
  sendXml(call, 'ListAllMyBucketsResult', [
    [
      'Owner',
      [
        ['ID', organisation],
        ['DisplayName', call.caller.actor.name],
      ],
    ],
    ['Buckets', shown],
  ]);
};

/** All items of a paged list. */
export async function* everyPage<T>(
  list: (after: { after?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let after: string | null | undefined;
  do {
    const page: Page<T> = await list(after ? { after } : {});
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
