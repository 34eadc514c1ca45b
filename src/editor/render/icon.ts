/** Our own signs, on a grid of 16, drawn in the text's color. */
const paths: Readonly<Record<string, string>> = {
  select: 'M3 2l9.5 5.2-4.3 1.2L6 12.6z',
  pan: 'M8 1.5v13M1.5 8h13M8 1.5L6.2 3.3M8 1.5l1.8 1.8M8 14.5l-1.8-1.8M8 14.5l1.8-1.8M1.5 8l1.8-1.8M1.5 8l1.8 1.8M14.5 8l-1.8-1.8M14.5 8l-1.8 1.8',
  rectangle: 'M2.5 3.5h11v9h-11z',
  'four-points': 'M3.5 4h9v8h-9zM8 2.6v2.8M8 10.6v2.8M2.1 8h2.8M11.1 8h2.8',
  polygon: 'M8 1.8l6 4.6-2.2 7.2H4.2L2 6.4z',
  brush:
    'M13.6 2.4c-3.4 1-6.2 3.6-7.8 6.3l1.5 1.5c2.7-1.6 5.300-4.400 6.300-7.800zM5.100 9.700c-1.700.2-2 1.600-2.200 2.900-.1.700-.5 1-1 1.200 1.900.6 4.500.2 4.700-2.400z',
  eraser: 'M6.200 13.200L2 9l6.800-6.800L13.500 7l-6.200 6.200zM5.300 5.700L10 10.400M6 13.200h8',
  minus: 'M3 8h10',
  plus: 'M3 8h10M8 3v10',
  fit: 'M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10',
  contrast: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12M8 5h3.800M8 8h6M8 11h3.800',
  eye: 'M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 6.200a1.800 1.800 0 100 3.600 1.800 1.800 0 000-3.600z',
  'eye-off':
    'M2.500 2.500l11 11M6.500 3.700A6 6 0 018 3.500c4 0 6.500 4.500 6.500 4.500a11 11 0 01-1.800 2.300M4.300 4.900A10.500 10.500 0 001.500 8S4 12.500 8 12.500c1.100 0 2.100-.3 2.900-.8',
  lock: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 015 0v2.500',
  unlock: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 014.800-1',
  left: 'M10 3L5 8l5 5',
  right: 'M6 3l5 5-5 5',
};

export function icon(name: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: '16',
    height: '16',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.4',
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
    'aria-hidden': 'true',
  })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', paths[name] ?? '');
  svg.append(path);
  return svg;
}
