import type { ReactNode } from 'react';

const line = 'var(--lw-border-strong)';
const chosen = 'var(--lw-accent)';
const mark = 'var(--lw-mark)';

const Lines = ({
  x = 12,
  y,
  widths,
}: {
  readonly x?: number;
  readonly y: number;
  readonly widths: readonly number[];
}) => (
  <>
    {widths.map((width, index) => (
      <rect key={index} x={x} y={y + index * 8} width={width} height="3" rx="1.5" fill={line} />
    ))}
  </>
);
const Scene = () => (
  <>
    <rect x="10" y="8" width="100" height="48" rx="4" fill="var(--lw-surface-3)" />
    <path d="M10 46l24-18 18 14 16-11 42 25H14q-4 0-4-4z" fill={line} opacity=".6" />
    <circle cx="92" cy="20" r="5" fill={line} opacity=".7" />
  </>
);
const Radios = ({ y, count = 3 }: { readonly y: number; readonly count?: number }) => (
  <>
    {Array.from({ length: count }, (_, index) => (
      <g key={index}>
        <circle
          cx={18 + index * 32}
          cy={y}
          r="4"
          fill="none"
          stroke={index === 1 ? chosen : line}
          strokeWidth="1.6"
        />
        {index === 1 ? <circle cx={18 + index * 32} cy={y} r="1.8" fill={chosen} /> : null}
        <rect x={25 + index * 32} y={y - 1.5} width="15" height="3" rx="1.5" fill={line} />
      </g>
    ))}
  </>
);
const Field = ({ y, height = 14 }: { readonly y: number; readonly height?: number }) => (
  <>
    <rect
      x="12"
      y={y}
      width="96"
      height={height}
      rx="3"
      fill="var(--lw-surface)"
      stroke={line}
      strokeWidth="1.4"
    />
    <rect x="17" y={y + height / 2 - 3.5} width="1.4" height="7" fill={chosen} />
  </>
);
const Span = ({
  x,
  y,
  width,
  color,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly color: string;
}) => (
  <>
    <rect x={x} y={y - 3} width={width} height="9" rx="2" fill={color} opacity=".45" />
    <rect x={x + 3} y={y} width={width - 6} height="3" rx="1.5" fill="var(--lw-text)" opacity=".5" />
  </>
);
const Star = ({ x, filled }: { readonly x: number; readonly filled: boolean }) => (
  <path
    d={`M${x} 40l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8-4.2-4.1 5.8-.8z`}
    fill={filled ? mark : 'none'}
    stroke={filled ? mark : line}
    strokeWidth="1.3"
  />
);
const bars = [4, 9, 16, 22, 12, 7, 15, 26, 18, 9, 5, 12, 20, 14, 8, 4, 10, 17, 9, 5];
const Wave = () => (
  <>
    {bars.map((height, index) => (
      <rect
        key={index}
        x={12 + index * 4.9}
        y={22 - height / 2}
        width="2.6"
        height={height}
        rx="1.3"
        fill={index < 8 ? chosen : line}
      />
    ))}
  </>
);

type Drawing = { readonly when: (config: string) => boolean; readonly draw: () => ReactNode };
const has = (tag: string) => (config: string) => new RegExp(`<${tag}\\b`).test(config);
const both =
  (...tests: ((config: string) => boolean)[]) =>
  (config: string) =>
    tests.every((test) => test(config));

/** The first that fits draws. */
const drawings: readonly Drawing[] = [
  {
    when: both(has('Image'), has('Brush(Labels)?')),
    draw: () => (
      <>
        <Scene />
        <path
          d="M30 40q10-14 22-6t18-4 12 10-14 10-24 2-14-12z"
          fill={mark}
          opacity=".55"
          stroke={mark}
          strokeWidth="1.4"
        />
      </>
    ),
  },
  {
    when: both(has('Image'), has('Polygon(Labels)?')),
    draw: () => (
      <>
        <Scene />
        <path
          d="M34 20l28-4 20 16-10 18-32 2-12-16z"
          fill={chosen}
          fillOpacity=".14"
          stroke={chosen}
          strokeWidth="1.6"
        />
        {['34 20', '62 16', '82 32', '72 50', '40 52', '28 36'].map((point) => (
          <circle
            key={point}
            cx={point.split(' ')[0]}
            cy={point.split(' ')[1]}
            r="2.2"
            fill="var(--lw-surface)"
            stroke={chosen}
          />
        ))}
      </>
    ),
  },
  {
    when: both(has('Image'), has('Rectangle(Labels)?'), has('TextArea')),
    draw: () => (
      <>
        <rect x="10" y="8" width="100" height="48" rx="4" fill="var(--lw-surface-3)" />
        <Lines x={22} y={18} widths={[40, 62]} />
        <rect
          x="18"
          y="13"
          width="48"
          height="13"
          rx="2"
          fill={chosen}
          fillOpacity=".12"
          stroke={chosen}
          strokeWidth="1.5"
        />
        <Field y={38} height={13} />
      </>
    ),
  },
  {
    when: both(has('Image'), has('Rectangle(Labels)?')),
    draw: () => (
      <>
        <Scene />
        <rect
          x="24"
          y="24"
          width="32"
          height="24"
          rx="1"
          fill={chosen}
          fillOpacity=".12"
          stroke={chosen}
          strokeWidth="1.6"
        />
        <rect
          x="66"
          y="14"
          width="34"
          height="22"
          rx="1"
          fill={mark}
          fillOpacity=".25"
          stroke={mark}
          strokeWidth="1.6"
        />
      </>
    ),
  },
  {
    when: both(has('Image'), has('TextArea')),
    draw: () => (
      <g>
        <g transform="translate(18 0) scale(.7)">
          <Scene />
        </g>
        <Field y={46} />
      </g>
    ),
  },
  {
    when: has('Image'),
    draw: () => (
      <>
        <g transform="translate(18 0) scale(.7)">
          <Scene />
        </g>
        <Radios y={54} />
      </>
    ),
  },
  {
    when: both(has('Audio'), has('TextArea')),
    draw: () => (
      <>
        <Wave />
        <Field y={44} />
      </>
    ),
  },
  {
    when: has('Audio'),
    draw: () => (
      <>
        <Wave />
        <Radios y={52} />
      </>
    ),
  },
  {
    when: has('Rating'),
    draw: () => (
      <>
        <Lines y={10} widths={[92, 78, 50]} />
        {[0, 1, 2, 3, 4].map((index) => (
          <Star key={index} x={20 + index * 20} filled={index < 4} />
        ))}
      </>
    ),
  },
  {
    when: has('Relations'),
    draw: () => (
      <>
        <Lines y={16} widths={[96]} />
        <Span x={14} y={30} width={28} color={chosen} />
        <Span x={72} y={30} width={34} color={mark} />
        <path d="M28 40q30 22 58 2m-6-1l6 1-2 6" fill="none" stroke="var(--lw-muted)" strokeWidth="1.5" />
      </>
    ),
  },
  {
    when: both(has('Text'), has('Labels')),
    draw: () => (
      <>
        <Lines y={12} widths={[40]} />
        <Span x={58} y={12} width={36} color={chosen} />
        <Lines y={24} widths={[88]} />
        <Span x={12} y={36} width={28} color={mark} />
        <Lines x={48} y={36} widths={[54]} />
        <Lines y={48} widths={[64]} />
      </>
    ),
  },
  {
    when: both(has('Choices'), has('TextArea')),
    draw: () => (
      <>
        <Lines y={8} widths={[92, 70]} />
        <Radios y={33} />
        <Field y={44} />
      </>
    ),
  },
  {
    when: has('TextArea'),
    draw: () => (
      <>
        <Lines y={9} widths={[92, 84, 46]} />
        <Field y={38} height={18} />
      </>
    ),
  },
  {
    when: () => true,
    draw: () => (
      <>
        <Lines y={9} widths={[92, 84, 90, 46]} />
        <Radios y={52} />
      </>
    ),
  },
];

/** A small picture of what a config asks for. */
export const TemplatePicture = ({ config }: { readonly config: string }) => (
  <svg viewBox="0 0 120 64" aria-hidden style={{ display: 'block', width: '100%' }}>
    {drawings.find((drawing) => drawing.when(config))?.draw()}
  </svg>
);
