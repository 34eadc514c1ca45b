import { expect, test } from 'vitest';
import { checksumAlgorithms } from './checksums.ts';

// The catalogue of parametrised CRC algorithms gives the check values of "123456789".
test.each([
  ['crc32', 'cbf43926'],
  ['crc32c', 'e3069283'],
  ['crc64nvme', 'ae8b14860a799888'],
  ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
])('%s of 123456789 in any split', (name, hex) => {
  const bytes = Buffer.from('123456789');
  for (let cut = 0; cut <= bytes.length; cut++) {
    const running = checksumAlgorithms.get(name)!.make();
    running.update(bytes.subarray(0, cut));
    running.update(bytes.subarray(cut));
    expect(running.digest().toString('hex')).toBe(hex);
  }
});
