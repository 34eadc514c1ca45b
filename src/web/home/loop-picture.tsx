/** The whole product in one picture: data and labels as commits, people and models as what makes them. */
export const LoopPicture = () => (
  <figure>
    <svg
      viewBox="0 0 560 250"
      role="img"
      aria-labelledby="loop-title"
      style={{ display: 'block', width: '100%' }}
    >
      <title id="loop-title">
        Raw data in a repo becomes tasks; people label them; labels become commits; a model trained on a
        commit suggests labels for the next batch.
      </title>
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 .8 6.6 4 0 7.2" fill="none" stroke="var(--lw-muted)" strokeWidth="1.4" />
        </marker>
      </defs>
      <g fill="none" stroke="var(--lw-muted)" strokeWidth="1.4" markerEnd="url(#tip)">
        <path d="M152 84h50" />
        <path d="M358 84h50" />
        <path d="M484 132v34q0 24-24 24h-78" />
        <path d="M278 164v-28" strokeDasharray="3.5 3.5" />
      </g>
      <Card x={8} title="Raw data" sub="raw@master">
        {[0, 1, 2].map((row) => (
          <rect
            key={row}
            x={24}
            y={62 + row * 9}
            width={[74, 92, 56][row]}
            height="3.5"
            rx="1.7"
            fill="var(--lw-border-strong)"
          />
        ))}
      </Card>
      <Card x={208} title="People label" sub="project">
        <rect x={224} y={59} width={66} height="9" rx="2" fill="var(--lw-mark)" />
        <rect x={228} y={62} width={54} height="3.5" rx="1.7" fill="var(--lw-text)" opacity=".55" />
        <rect x={224} y={74} width={104} height="3.5" rx="1.7" fill="var(--lw-border-strong)" />
        <rect x={224} y={83} width={82} height="3.5" rx="1.7" fill="var(--lw-border-strong)" />
      </Card>
      <Card x={414} title="Label commits" sub="labels@v2">
        <path d="M436 72h88" stroke="var(--lw-text)" strokeWidth="1.6" />
        {[436, 465, 494, 524].map((x, index) => (
          <circle
            key={x}
            cx={x}
            cy="72"
            r={index === 3 ? 6 : 4.5}
            fill={index === 3 ? 'var(--lw-mark)' : 'var(--lw-surface)'}
            stroke="var(--lw-text)"
            strokeWidth="1.6"
          />
        ))}
      </Card>
      <g>
        <rect
          x="180"
          y="166"
          width="196"
          height="52"
          rx="9"
          fill="var(--lw-surface)"
          stroke="var(--lw-border-strong)"
        />
        <text x="278" y="188" textAnchor="middle" fontSize="13" fontWeight="600" fill="var(--lw-text)">
          Model
        </text>
        <text x="278" y="205" textAnchor="middle" fontSize="11" fill="var(--lw-muted)">
          trained on exactly that commit
        </text>
      </g>
      <text x="290" y="153" textAnchor="start" fontSize="11" fill="var(--lw-muted)">
        suggestions
      </text>
    </svg>
  </figure>
);

const Card = ({
  x,
  title,
  sub,
  children,
}: {
  readonly x: number;
  readonly title: string;
  readonly sub: string;
  readonly children: React.ReactNode;
}) => (
  <g>
    <rect
      x={x}
      y="42"
      width="140"
      height="88"
      rx="9"
      fill="var(--lw-surface)"
      stroke="var(--lw-border-strong)"
    />
    {children}
    <text x={x + 16} y="112" fontSize="11" fill="var(--lw-muted)" fontFamily="var(--lw-font-mono)">
      {sub}
    </text>
    <text x={x} y="30" fontSize="13" fontWeight="600" fill="var(--lw-text)">
      {title}
    </text>
  </g>
);
