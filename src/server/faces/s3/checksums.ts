import { createHash } from 'node:crypto';
import { type RunningChecksum, runningCrc32, runningCrc32c, runningCrc64Nvme } from './checksum-crc.ts';

const fromHash = (name: string) => (): RunningChecksum => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
};

type Algorithm = { readonly make: () => RunningChecksum; readonly bytes: number };

/** Every checksum that S3 clients send, by the end of its header's name `x-amz-checksum-…`. To add one, add it here. */
export const checksumAlgorithms: ReadonlyMap<string, Algorithm> = new Map([
  ['crc32', { make: runningCrc32, bytes: 4 }],
  ['crc32c', { make: runningCrc32c, bytes: 4 }],
  ['crc64nvme', { make: runningCrc64Nvme, bytes: 8 }],
  ['sha1', { make: fromHash('sha1'), bytes: 20 }],
  ['sha256', { make: fromHash('sha256'), bytes: 32 }],
]);

export const checksumHeader = 'x-amz-checksum-';

/** The algorithm of a header or trailer `x-amz-checksum-NAME`, undefined for another header. */
export const checksumOfHeader = (header: string): { name: string; algorithm: Algorithm } | undefined => {
  const name = header.toLowerCase().startsWith(checksumHeader)
    ? header.toLowerCase().slice(checksumHeader.length)
    : '';
  const algorithm = checksumAlgorithms.get(name);
  return algorithm && { name, algorithm };
};
