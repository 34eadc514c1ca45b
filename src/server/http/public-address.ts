import { isIPv4, isIPv6 } from 'node:net';

/**
 * True for an IP address that lies in the public internet. False for loopback, private, link-local, shared, multicast,
 * reserved and documentation ranges, for cloud metadata, for IPv6 forms that carry such an IPv4 address (mapped,
 * NAT64), and for what is no address. Ranges: IANA's special-purpose registries of IPv4 and IPv6.
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return isPublicV4(readV4(address));
  // a zone (fe80::1%eth0) names an interface of this machine
  if (!isIPv6(address) || address.includes('%')) return false;
  return isPublicV6(readV6(address));
};

/** First address and length of the prefix. */
const closedV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Azure's platform, at a public address
  ['168.63.129.16', 32],
];

const isPublicV4 = (value: number): boolean =>
  !closedV4.some(([first, bits]) => {
    const size = 2 ** (32 - bits);
    const from = readV4(first);
    return value >= from && value < from + size;
  });

const readV4 = (text: string): number =>
  text.split('.').reduce((value, part) => value * 256 + Number(part), 0);

/** IPv6 is closed but for global unicast (2000::/3), less what lies in it for other ends. */
const isPublicV6 = (groups: readonly number[]): boolean => {
  const [a = 0, b = 0, , , e = 0, f = 0, g = 0, h = 0] = groups;
  const zeros = (from: number, to: number): boolean => groups.slice(from, to).every((group) => group === 0);
  const carried = g * 65_536 + h;
  if (zeros(0, 5) && f === 0xffff) return isPublicV4(carried);
  if (a === 0x64 && b === 0xff9b && zeros(2, 6)) return isPublicV4(carried);
  if (a >> 13 !== 1) return false;
  // Teredo, ORCHID, benchmarks and other protocol assignments
  if (a === 0x2001 && b < 0x200) return false;
  // documentation
  if ((a === 0x2001 && b === 0xdb8) || (a === 0x3fff && b < 0x1000)) return false;
  // 6to4 carries an IPv4 address
  if (a === 0x2002) return false;
  // ISATAP too
  const isatap = (e === 0 || e === 0x200) && f === 0x5efe;
  return !isatap || isPublicV4(carried);
};

/** The eight groups of an IPv6 address, in any of its spellings. */
const readV6 = (text: string): readonly number[] => {
  const [head = '', tail] = text.split('::');
  const left = readGroups(head);
  if (tail === undefined) return left;
  const right = readGroups(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
};

const readGroups = (text: string): readonly number[] =>
  text === ''
    ? []
    : text.split(':').flatMap((part) => {
        if (!part.includes('.')) return [Number.parseInt(part, 16)];
        const value = readV4(part);
        return [Math.floor(value / 65_536), value % 65_536];
      });
