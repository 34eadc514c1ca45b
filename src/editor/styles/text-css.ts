export const textCss = `
.lw-text {
  position: relative; padding: var(--e-3) var(--e-4); border: 1px solid var(--e-border);
  border-radius: var(--e-radius); background: var(--e-surface);
}
.lw-text:focus-visible { outline-offset: -1px; }
.lw-text-body { font-size: 15.5px; line-height: 1.7; white-space: pre-wrap; overflow-wrap: anywhere; }
.lw-labelable .lw-text-body { line-height: 2.05; cursor: text; }
.lw-text-block { content-visibility: auto; contain-intrinsic-size: auto none auto 1600px; }
.lw-text-block:only-child { content-visibility: visible; }
.lw-text-layer { position: absolute; inset: 0; z-index: 1; overflow: clip; pointer-events: none; }
.lw-text-captions { position: absolute; inset: 0; }
.lw-span-caption {
  position: absolute; display: flex; gap: 4px; transform: translateY(calc(-100% + 2px)); overflow: hidden;
  font: 600 10px / 11px var(--e-font); letter-spacing: 0.02em; white-space: nowrap;
}
.lw-span-caption span { color: color-mix(in srgb, var(--lw-label) 70%, var(--e-text)); overflow: hidden; text-overflow: ellipsis; }
.lw-span-box {
  position: absolute; border-bottom: 2px solid var(--lw-label);
  background: color-mix(in srgb, var(--lw-label) 20%, transparent);
}
.lw-span-relations { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.lw-span-relation path { fill: none; stroke: var(--e-muted); stroke-width: 1.25; }
.lw-span-relation .lw-arrow { fill: var(--e-muted); stroke: none; }
.lw-span-relation text {
  fill: var(--e-muted); stroke: var(--e-surface); stroke-width: 4px; paint-order: stroke; font: 500 10px var(--e-font);
}
.lw-span-relation.lw-on path { stroke: var(--e-accent); }
.lw-span-relation.lw-on .lw-arrow { fill: var(--e-accent); stroke: none; }
.lw-span-relation.lw-on text { fill: var(--e-accent); }
.lw-caret { position: absolute; z-index: 2; width: 2px; background: var(--e-accent); animation: lw-blink 1.1s steps(1) infinite; }
@keyframes lw-blink { 50% { opacity: 0; } }
`;
