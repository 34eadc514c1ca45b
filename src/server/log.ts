import pino from 'pino';
import type { LogLevel } from './config.ts';
import { redactUrl } from './http/redact-url.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The log as use cases see it. Fields named like secrets are blotted out; `error` and `url` are made safe. */
export type Log = {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** A log whose every line carries these fields too. */
  child(fields: Fields): Log;
};

const secretFields = [
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'password',
  'secret',
  'refresh',
  'access',
];
const redact = { paths: secretFields.flatMap((name) => [`["${name}"]`, `*["${name}"]`]), censor: '…' };

/** Where the log goes; stderr unless given, since stdout belongs to `ready`. */
export type LogTarget = { write(line: string): void };

/** JSON lines from `level` up. */
export const createLog = (
  level: LogLevel,
  target: LogTarget = pino.destination({ dest: 2, sync: true }),
): Log =>
  wrap(
    pino(
      {
        level,
        base: null,
        redact,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { error: safeError, url: (url: unknown) => redactUrl(String(url)) },
      },
      target,
    ),
  );

const wrap = (logger: pino.Logger): Log => ({
  debug: (message, fields = {}) => logger.debug(fields, message),
  info: (message, fields = {}) => logger.info(fields, message),
  warn: (message, fields = {}) => logger.warn(fields, message),
  error: (message, fields = {}) => logger.error(fields, message),
  child: (fields) => wrap(logger.child(fields)),
});

const safeError = (error: unknown): unknown =>
  error instanceof Error
    ? { ...pino.stdSerializers.err(error), message: error.message, stack: error.stack }
    : { message: String(error) };
