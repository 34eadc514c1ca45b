export const imageCss = `
.lw-image { display: flex; flex-direction: column; border: 1px solid var(--e-border); border-radius: var(--e-radius); background: var(--e-surface); }
.lw-toolbar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; padding: 4px; border-bottom: 1px solid var(--e-border); }
.lw-toolbar-gap { flex: 1; }
.lw-tool {
  display: inline-grid; place-items: center; width: 30px; height: 30px; padding: 0; border: 0; border-radius: var(--e-radius);
  background: none; color: var(--e-muted); cursor: pointer; list-style: none;
}
.lw-tool::-webkit-details-marker { display: none; }
.lw-tool:hover:not(:disabled) { background: var(--e-sunken); color: var(--e-text); }
.lw-tool[aria-pressed='true'] { background: color-mix(in srgb, var(--e-accent) 16%, var(--e-surface)); color: var(--e-accent); }
.lw-tool:disabled { opacity: 0.4; cursor: default; }
.lw-zoom { min-width: 52px; color: var(--e-muted); font-size: 12.5px; font-variant-numeric: tabular-nums; text-align: center; }
.lw-brush-size { display: inline-flex; align-items: center; gap: 4px; margin-left: var(--e-2); }
.lw-brush-size[hidden] { display: none; }
.lw-brush-size .lw-slider { width: 110px; }
.lw-pager { display: inline-flex; align-items: center; margin-left: var(--e-2); }
.lw-settings { position: relative; }
.lw-settings-body {
  position: absolute; right: 0; top: 34px; z-index: 7; display: grid; gap: var(--e-2); width: 230px; padding: var(--e-3);
  border: 1px solid var(--e-border); border-radius: var(--e-radius); background: var(--e-surface);
  box-shadow: 0 12px 32px -8px rgb(20 22 26 / 30%); font-size: 13px;
}
.lw-settings-body .lw-slider { display: block; width: 100%; margin: 2px 0 0; }
/* Where a picture is missing its stage is empty: why is said there, so that nothing below moves. */
.lw-stage-place { position: relative; }
.lw-stage-place > .lw-notice { position: absolute; inset: var(--e-3) var(--e-3) auto; z-index: 3; }
.lw-stage {
  position: relative; height: var(--lw-stage-height, min(70vh, 860px)); overflow: hidden; touch-action: none;
  border-radius: 0 0 calc(var(--e-radius) - 1px) calc(var(--e-radius) - 1px);
  background: light-dark(#d9dadb, #0c0d0e); user-select: none;
}
.lw-stage:focus-visible { outline-offset: -2px; }
.lw-stage[aria-busy='true'] { opacity: 0.7; }
.lw-layer { position: absolute; left: 0; top: 0; transform-origin: 0 0; pointer-events: none; }
.lw-audio > .lw-problem { margin-top: var(--e-2); }
.lw-audio { padding: var(--e-3); border: 1px solid var(--e-border); border-radius: var(--e-radius); background: var(--e-surface); }
.lw-player { display: block; width: 100%; }
`;
