export const regionListCss = `
.lw-regions { display: flex; flex-direction: column; min-height: 0; height: 100%; }
.lw-regions-scroll { position: relative; flex: 1; min-height: 0; overflow: auto; outline: none; overscroll-behavior: contain; }
.lw-regions:has(.lw-regions-scroll:focus-visible) { outline: 2px solid var(--e-focus); outline-offset: -2px; border-radius: var(--e-radius); }
.lw-regions-rows { position: relative; }
.lw-region {
  position: absolute; left: 0; right: 0; display: flex; align-items: center; gap: 8px; height: 32px;
  padding: 0 4px 0 10px; border-radius: var(--e-radius); font-size: 13px; cursor: default;
}
.lw-region:hover { background: var(--e-sunken); }
.lw-region[aria-selected='true'] { background: color-mix(in srgb, var(--e-accent) 14%, var(--e-surface)); }
.lw-region-dot { flex: none; width: 10px; height: 10px; border-radius: 3px; background: var(--lw-label); }
.lw-region-number { flex: none; min-width: 2ch; color: var(--e-muted); font-size: 12px; font-variant-numeric: tabular-nums; text-align: end; }
.lw-region-label { flex: none; max-width: 50%; font-weight: 500; }
.lw-region-text { flex: 1; color: var(--e-muted); }
.lw-region-label, .lw-region-text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.lw-region-switch {
  display: none; place-items: center; flex: none; width: 24px; height: 24px; border-radius: 4px; color: var(--e-muted);
  cursor: pointer;
}
.lw-region-switch:hover { color: var(--e-text); background: color-mix(in srgb, var(--e-text) 8%, transparent); }
.lw-region:hover .lw-region-switch, .lw-region[aria-selected='true'] .lw-region-switch, .lw-region-switch.lw-on { display: grid; }
.lw-region-hidden .lw-region-label, .lw-region-hidden .lw-region-text { opacity: 0.5; }
.lw-regions-empty { padding: var(--e-3); color: var(--e-muted); font-size: 13px; text-wrap: balance; }
`;

export const relationListCss = `
.lw-relations { flex: none; max-height: 40%; overflow: auto; margin: var(--e-2) 0 0; padding: var(--e-2) 0 0; border-top: 1px solid var(--e-border); list-style: none; }
.lw-relation { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; padding: 3px 4px; font-size: 12.5px; }
.lw-relation-ends { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; flex: 1 1 200px; }
.lw-relation-end:first-child { grid-column: 1 / -1; }
.lw-relation-end {
  overflow: hidden; padding: 2px 4px; border: 0; border-radius: 4px; background: none; color: var(--e-text);
  font: inherit; text-align: start; text-overflow: ellipsis; white-space: nowrap; cursor: pointer;
}
.lw-relation-end:hover { background: var(--e-sunken); }
.lw-relation .lw-select { width: auto; min-height: 26px; padding: 1px 6px; font-size: 12.5px; }
`;
