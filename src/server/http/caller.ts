import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Config } from '../config.ts';

/** Who sent a request and by which address of this server, trusted proxies looked through. */
export type Caller = {
  readonly address: string;
  /** The Host by which this server was called, with the port. */
  readonly host: string;
  /** Over TLS, as far as is known. */
  readonly secure: boolean;
  /** For links: the public URL, else the one this request used. */
  readonly origin: string;
  /** Every Host that the client may have signed for. */
  readonly hosts: readonly string[];
};

type Request = Pick<IncomingMessage, 'headers' | 'socket'>;

/** Reads callers under a configuration. X-Forwarded headers count only from trusted proxies. */
export const createCallerReader = (
  config: Pick<Config, 'trustedProxies' | 'publicUrl'>,
): ((request: Request) => Caller) => {
  const trusted = proxyList(config.trustedProxies);
  const publicHost = config.publicUrl === null ? null : new URL(config.publicUrl).host;
  const publicSecure = config.publicUrl?.startsWith('https:') ?? false;

  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    const ownHost = request.headers.host ?? '';
    const proxied = isTrusted(trusted, peer);
    const forwardedHost = proxied ? last(request.headers['x-forwarded-host']) : undefined;
    const forwardedProto = proxied ? last(request.headers['x-forwarded-proto']) : undefined;
    const host = forwardedHost ?? ownHost;
    const secure = forwardedProto ? forwardedProto === 'https' : host === publicHost && publicSecure;
    return {
      address: proxied ? clientAddress(trusted, peer, request.headers['x-forwarded-for']) : peer,
      host,
      secure,
      origin: config.publicUrl ?? `${secure ? 'https' : 'http'}://${host}`,
      hosts: [...new Set([ownHost, host, ...(publicHost === null ? [] : [publicHost])])],
    };
  };
};

const proxyList = (items: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const item of items) {
    const [address = '', bits] = item.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
};

const isTrusted = (list: BlockList, address: string): boolean => {
  if (list.rules.length === 0) return false;
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/** The nearest address that is no trusted proxy: what lies further left anybody may have written. */
const clientAddress = (list: BlockList, peer: string, header: string | string[] | undefined): string => {
  const hops = String(header ?? '')
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => isIP(hop) !== 0);
  return hops.findLast((hop) => !isTrusted(list, hop)) ?? hops[0] ?? peer;
};

const last = (header: string | string[] | undefined): string | undefined =>
  String(header ?? '')
    .split(',')
    .at(-1)
    ?.trim() || undefined;

/** IPv4 that came in over an IPv6 socket, as IPv4. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
