// Small media of our own, so that previews need no network.

const svg = (body: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400">${body}</svg>`,
  )}`;

/** A street with a car, a bus and a person. */
export const streetImage = svg(
  '<rect width="640" height="400" fill="#cfe8f7"/><rect y="280" width="640" height="120" fill="#8a8f98"/>' +
    '<rect x="40" y="90" width="120" height="190" fill="#b98b6b"/><rect x="480" y="60" width="130" height="220" fill="#9c7b8f"/>' +
    '<rect x="200" y="190" width="190" height="110" rx="12" fill="#d97706"/><circle cx="240" cy="302" r="18"/><circle cx="350" cy="302" r="18"/>' +
    '<rect x="420" y="250" width="100" height="50" rx="16" fill="#1d4ed8"/><circle cx="442" cy="302" r="14"/><circle cx="498" cy="302" r="14"/>' +
    '<circle cx="570" cy="228" r="14" fill="#7c2d12"/><rect x="558" y="244" width="24" height="62" rx="8" fill="#166534"/>',
);

/** A leaf with brown spots. */
export const leafImage = svg(
  '<rect width="640" height="400" fill="#f4f1ea"/><path d="M90 210C180 60 420 40 560 190C430 350 190 360 90 210Z" fill="#4d7c0f"/>' +
    '<path d="M90 210L560 190" stroke="#365314" stroke-width="6"/><ellipse cx="250" cy="150" rx="34" ry="22" fill="#78350f"/>' +
    '<ellipse cx="390" cy="250" rx="46" ry="28" fill="#78350f"/><ellipse cx="440" cy="150" rx="20" ry="16" fill="#92400e"/>',
);

/** A short receipt. */
export const receiptImage = svg(
  '<rect width="640" height="400" fill="#d6d3d1"/><rect x="180" y="20" width="280" height="360" fill="#fff"/>' +
    '<g font-family="monospace" font-size="22" fill="#1c1917"><text x="210" y="70">CORNER SHOP</text><text x="210" y="130">Bread      2.40</text>' +
    '<text x="210" y="165">Apples     3.15</text><text x="210" y="200">Coffee     6.90</text><text x="210" y="260">TOTAL     12.45</text><text x="210" y="320">2026-03-01</text></g>',
);

/** A second of a tone that swells, as WAV of 8 bits and 8,000 samples a second. */
export const toneAudio = ((): string => {
  const samples = Array.from({ length: 8000 }, (_, at) =>
    Math.round(128 + 90 * Math.sin((at * 2 * Math.PI * 330) / 8000) * Math.sin((at * Math.PI) / 8000)),
  );
  const number = (value: number, bytes: number) =>
    Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256);
  const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
  const bytes = [
    ...text('RIFF'),
    ...number(36 + samples.length, 4),
    ...text('WAVEfmt '),
    ...number(16, 4),
    ...number(1, 2), // plain samples
    ...number(1, 2), // one channel
    ...number(8000, 4),
    ...number(8000, 4),
    ...number(1, 2),
    ...number(8, 2),
    ...text('data'),
    ...number(samples.length, 4),
    ...samples,
  ];
  return `data:audio/wav;base64,${base64(bytes)}`;
})();

function base64(bytes: readonly number[]): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const four = [18, 12, 6, 0].map((shift) => letters[(bits >> shift) & 63]);
    parts.push(`${four[0]}${four[1]}${b === undefined ? '=' : four[2]}${c === undefined ? '=' : four[3]}`);
  }
  return parts.join('');
}
