/**
 * Every setting of the program: the one table from which the environment is read, `.env.example` is checked and
 * the types of `Config` follow. `aliases` are other products' names for the same; the first that is set wins.
 */
export type Setting = {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What `.env.example` shows: the default, or an example when there is none. */
  readonly example: string;
  readonly doc: string;
};

export const settings = {
  port: {
    name: 'LABELWRIGHT_PORT',
    aliases: ['LABEL_STUDIO_PORT', 'CDSW_APP_PORT'],
    example: '8080',
    doc: 'Port of the web app, the API and S3; 0 takes any free one.',
  },
  host: {
    name: 'LABELWRIGHT_HOST',
    aliases: ['LABEL_STUDIO_HOST'],
    example: '127.0.0.1',
    doc: 'Address to listen on; 0.0.0.0 for all. (A URL in LABEL_STUDIO_HOST is taken as the public URL.)',
  },
  dataDir: {
    name: 'LABELWRIGHT_DATA_DIR',
    aliases: ['LABEL_STUDIO_BASE_DATA_DIR'],
    example: './data',
    doc: 'Folder of the database and the objects; made when absent.',
  },
  publicUrl: {
    name: 'LABELWRIGHT_PUBLIC_URL',
    example: 'https://labels.example.org',
    doc: 'Where browsers reach this server when it is not this machine: used in links, trusted as an origin.',
  },
  trustedProxies: {
    name: 'LABELWRIGHT_TRUSTED_PROXIES',
    example: '127.0.0.1,10.0.0.0/8',
    doc: 'Addresses or networks, comma-separated, whose X-Forwarded-For, -Proto and -Host are believed.',
  },
  username: {
    name: 'LABELWRIGHT_USERNAME',
    aliases: ['LABEL_STUDIO_USERNAME'],
    example: 'owner@example.org',
    doc: 'E-mail of the first account, an owner, made at start when it is absent.',
  },
  password: {
    name: 'LABELWRIGHT_PASSWORD',
    aliases: ['LABEL_STUDIO_PASSWORD'],
    example: 'change-me-please',
    doc: 'Password of that account: at least 8 characters.',
  },
  userToken: {
    name: 'LABELWRIGHT_USER_TOKEN',
    aliases: ['LABEL_STUDIO_USER_TOKEN'],
    example: '0123456789abcdef0123456789abcdef01234567',
    doc: 'A token of that account: 20 to 64 of A-Z a-z 0-9. Also both keys of an S3 client.',
  },
  signUp: {
    name: 'LABELWRIGHT_SIGNUP',
    example: 'invite',
    doc: 'invite: after the first account, sign-up needs an invitation. open: anybody, with an organisation of their own.',
  },
  auth: {
    name: 'LABELWRIGHT_AUTH',
    example: 'on',
    doc: 'off: every request is the first account, any S3 keys pass. Only on a loopback address.',
  },
  allowCode: {
    name: 'LABELWRIGHT_ALLOW_CODE',
    example: '0',
    doc: '1: owners may run commands, modules and containers as pipelines.',
  },
  allowPrivateUrls: {
    name: 'LABELWRIGHT_ALLOW_PRIVATE_URLS',
    example: '0',
    doc: '1: webhooks and imports may reach loopback and private addresses.',
  },
  s3Port: {
    name: 'LABELWRIGHT_S3_PORT',
    example: '9000',
    doc: 'A second port for S3 only; 0 takes any free one. None unless set.',
  },
  logLevel: {
    name: 'LABELWRIGHT_LOG_LEVEL',
    example: 'info',
    doc: 'debug (every request), info, warn, error or silent. The log goes to stderr as JSON lines.',
  },
  serviceSecret: {
    name: 'LABELWRIGHT_SERVICE_SECRET',
    aliases: ['SERVICE_SECRET'],
    example: 'a-long-random-text',
    doc: 'Secret shared with outside services that report back to this server.',
  },
  name: {
    name: 'LABELWRIGHT_NAME',
    example: 'Labelwright',
    doc: 'Name of this installation, shown on the sign-in page.',
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof settings;
