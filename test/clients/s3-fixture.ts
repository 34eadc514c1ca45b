import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startServer } from '../start-server.ts';

export type S3Fixture = {
  readonly endpoint: string;
  readonly token: string;
  /** An empty folder of this test's own. */
  readonly folder: string;
  /** What S3 clients read: the endpoint's token as both keys, and nothing of this machine's own settings. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/** The real program and a folder for the test of an S3 client. */
export const startS3Fixture = async (): Promise<S3Fixture> => {
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), 's3-client-'));
  const { token } = server;
  return {
    endpoint: server.url,
    token,
    folder,
    env: {
      AWS_ACCESS_KEY_ID: token,
      AWS_SECRET_ACCESS_KEY: token,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: server.url,
      AWS_CONFIG_FILE: join(folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
      NO_PROXY: '127.0.0.1',
      HOME: folder,
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Writes a small tree below `folder`: names with blanks, umlauts and signs, one empty file, one above a part's size. */
export const writeSampleTree = (folder: string): readonly string[] => {
  const files: Readonly<Record<string, Buffer | string>> = {
    'a.txt': 'alpha',
    'sub/b c.json': '{"b": 1}',
    'sub/deep/ümläut + & %.csv': 'x,y\n1,2\n',
    'sub/empty': '',
    'big.bin': Buffer.alloc(9 * 2 ** 20 + 17, 'big file '),
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return Object.keys(files);
};
