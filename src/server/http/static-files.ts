import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export type StaticFiles = {
  /** Sends the file of that URL path; false when there is none. */
  send(path: string, incoming: IncomingMessage, outgoing: ServerResponse): boolean;
};

type File = {
  readonly type: string;
  readonly immutable: boolean;
  readonly bytes: Buffer;
  packed: Buffer | null;
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
};

const packable = /^(text|application\/(json|manifest|wasm)|image\/svg)/;

/**
 * The built web app, read whole at start, so that no path of a request ever touches the disk. Names with a hash
 * (`assets/`) may be kept for ever, the rest is asked about each time. Packed once, when first asked for.
 */
export const loadStaticFiles = (folder: string): StaticFiles => {
  const files = new Map<string, File>();
  for (const entry of readFolder(folder)) {
    const path = `/${relative(folder, entry).split(sep).join('/')}`;
    const type = types[extname(entry)] ?? 'application/octet-stream';
    const immutable = path.startsWith('/assets/');
    files.set(path, { type, immutable, bytes: readFileSync(entry), packed: null });
  }
  return {
    send(path, incoming, outgoing) {
      const file = files.get(path);
      if (!file) return false;
      const accepted = /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''));
      const pack = packable.test(file.type) && file.bytes.byteLength > 1024;
      let body = file.bytes;
      if (pack) outgoing.setHeader('vary', 'accept-encoding');
      if (pack && accepted) {
        file.packed ??= gzipSync(file.bytes);
        body = file.packed;
        outgoing.setHeader('content-encoding', 'gzip');
      }
      outgoing.setHeader('content-type', file.type);
      outgoing.setHeader('content-length', body.byteLength);
      outgoing.setHeader(
        'cache-control',
        file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      outgoing.writeHead(200).end(incoming.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
};

const readFolder = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
};
