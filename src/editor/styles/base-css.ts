/** Tokens come from the page; the fallbacks keep the editor whole where it is embedded alone, in light and dark. */
export const baseCss = `
.lw-editor {
  --e-bg: var(--lw-bg, light-dark(#f7f7f5, #121315));
  --e-surface: var(--lw-surface, light-dark(#fff, #191b1e));
  --e-sunken: var(--lw-surface-2, light-dark(#f0f0ed, #222428));
  --e-text: var(--lw-text, light-dark(#1b1d20, #e8e9eb));
  --e-muted: var(--lw-muted, light-dark(#5f646b, #a0a5ad));
  --e-border: var(--lw-border, light-dark(#dfdfda, #2e3136));
  --e-border-strong: var(--lw-border-strong, light-dark(#c4c5c0, #444850));
  --e-border-field: var(--lw-border-field, light-dark(#8b8e89, #6e727a));
  --e-accent: var(--lw-accent, light-dark(#2b4fd3, #8fa8ff));
  --e-accent-text: var(--lw-accent-text, light-dark(#fff, #0d1226));
  --e-danger: var(--lw-danger, light-dark(#b3261e, #ff8f82));
  --e-focus: var(--lw-focus, var(--e-accent));
  --e-radius: var(--lw-radius, 6px);
  --e-1: var(--lw-space-1, 4px);
  --e-2: var(--lw-space-2, 8px);
  --e-3: var(--lw-space-3, 12px);
  --e-4: var(--lw-space-4, 16px);
  --e-font: var(--lw-font, system-ui, -apple-system, 'Segoe UI', sans-serif);
  --e-mono: var(--lw-font-mono, ui-monospace, Menlo, Consolas, monospace);
  position: relative;
  color: var(--e-text);
  font: 400 14px / 1.5 var(--e-font);
}
.lw-editor *, .lw-editor *::before { box-sizing: border-box; }
.lw-editor [hidden] { display: none !important; }
.lw-editor :focus-visible { outline: 2px solid var(--e-focus); outline-offset: 2px; }
.lw-notice {
  margin: 0; padding: var(--e-2) var(--e-3); border: 1px dashed var(--e-border-strong);
  border-radius: var(--e-radius); color: var(--e-muted); font-size: 13px;
}
.lw-view > * + * { margin-top: var(--e-3); }
.lw-view.lw-inline { display: inline-block; vertical-align: top; }
.lw-view.lw-inline + .lw-view.lw-inline { margin-left: var(--e-3); }
.lw-header { font-weight: 600; line-height: 1.35; text-wrap: balance; }
.lw-header-1 { font-size: 22px; } .lw-header-2 { font-size: 19px; } .lw-header-3 { font-size: 16px; }
.lw-header-4 { font-size: 14px; } .lw-header-5, .lw-header-6 { font-size: 12.5px; color: var(--e-muted); }
.lw-underline { text-decoration: underline; text-underline-offset: 3px; }
div.lw-problem { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--e-2) var(--e-3); }
.lw-problem { border: 1px solid var(--e-danger); color: var(--e-danger); }
.lw-collapse { border: 1px solid var(--e-border); border-radius: var(--e-radius); background: var(--e-surface); }
.lw-panel + .lw-panel { border-top: 1px solid var(--e-border); }
.lw-panel > summary { padding: var(--e-2) var(--e-3); font-weight: 500; cursor: pointer; }
.lw-panel-body { padding: 0 var(--e-3) var(--e-3); }
.lw-panel-body > * + * { margin-top: var(--e-3); }
.lw-unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.lw-key {
  min-width: 18px; padding: 0 4px; border: 1px solid var(--e-border); border-radius: 4px;
  color: var(--e-muted); background: var(--e-bg);
  font: 500 11px / 16px var(--e-font); font-variant-numeric: tabular-nums; text-align: center;
}
.lw-said {
  position: sticky; bottom: var(--e-3); z-index: 6; width: fit-content; max-width: min(560px, 100%);
  margin: var(--e-3) auto 0; padding: 7px var(--e-3); border-radius: var(--e-radius);
  background: light-dark(#1f2226, #e9eaec); color: light-dark(#fff, #15171a); font-size: 13px;
  box-shadow: 0 1px 2px rgb(20 22 26 / 10%), 0 12px 32px -8px rgb(20 22 26 / 30%);
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
}
.lw-said:empty { margin: 0; padding: 0; box-shadow: none; }
.lw-said.lw-problem { background: var(--e-danger); color: light-dark(#fff, #1b1d20); white-space: normal; }
.lw-keys {
  width: min(720px, calc(100vw - 48px)); max-height: min(80vh, 700px); padding: 0; overflow: auto;
  border: 1px solid var(--e-border); border-radius: calc(var(--e-radius) * 2); color: var(--e-text);
  background: var(--e-surface); font: 400 14px / 1.5 var(--e-font);
  box-shadow: 0 24px 64px -16px rgb(20 22 26 / 40%);
}
.lw-keys::backdrop { background: rgb(24 26 30 / 38%); }
.lw-keys header {
  position: sticky; top: 0; display: flex; justify-content: space-between; align-items: center;
  padding: var(--e-3) var(--e-4); border-bottom: 1px solid var(--e-border); background: var(--e-surface);
}
.lw-keys h2 { margin: 0; font-size: 15px; font-weight: 600; }
.lw-keys-groups { padding: var(--e-3) var(--e-4) var(--e-4); columns: 2 260px; column-gap: 32px; }
.lw-keys section { break-inside: avoid; margin-bottom: var(--e-4); }
.lw-keys h3 { margin: 0 0 var(--e-1); color: var(--e-muted); font-size: 12px; font-weight: 500; }
.lw-keys dl { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 3px var(--e-3); margin: 0; }
.lw-keys dd { display: flex; gap: 4px; justify-content: end; margin: 0; }
@media (prefers-reduced-motion: reduce) { .lw-editor * { transition: none !important; animation: none !important; } }
`;
