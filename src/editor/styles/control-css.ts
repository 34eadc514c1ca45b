export const controlCss = `
.lw-control { position: relative; }
.lw-wanted { outline: 2px solid var(--e-danger); outline-offset: 6px; border-radius: var(--e-radius); }
.lw-caption { margin-bottom: var(--e-1); color: var(--e-muted); font-size: 13px; }
.lw-labels {
  position: sticky; top: 0; z-index: 5; padding: 5px 0;
  background: color-mix(in srgb, var(--e-bg) 92%, transparent); backdrop-filter: blur(6px);
}
.lw-view > .lw-labels + .lw-labels { margin-top: 0; }
.lw-labels-inline { display: flex; flex-wrap: wrap; gap: 6px; }
.lw-labels-list { display: flex; flex-direction: column; align-items: start; gap: 6px; }
.lw-label {
  display: inline-flex; align-items: center; gap: 7px; min-height: 28px; padding: 2px 7px 2px 9px;
  border: 1px solid var(--e-border); border-radius: 999px; background: var(--e-surface); color: var(--e-text);
  font: 500 13px / 1.4 var(--e-font); cursor: pointer;
  transition: background-color 80ms, border-color 80ms;
}
.lw-label:hover:not(:disabled) { border-color: var(--lw-label); }
.lw-label:disabled { cursor: default; opacity: 0.6; }
.lw-label-dot { width: 10px; height: 10px; border-radius: 3px; background: var(--lw-label); }
.lw-label[aria-pressed='true'] {
  border-color: var(--lw-label); background: color-mix(in srgb, var(--lw-label) 22%, var(--e-surface));
  box-shadow: inset 0 0 0 1px var(--lw-label);
}
.lw-label .lw-key { border-radius: 999px; background: transparent; }
.lw-options { display: flex; flex-direction: column; align-items: stretch; gap: 2px; width: fit-content; min-width: min(300px, 100%); max-width: 720px; }
.lw-options:not(.lw-options-inline) > .lw-choice { margin-left: calc(var(--lw-depth, 0) * 22px); }
.lw-choice-group { color: var(--e-muted); font-weight: 500; }
div.lw-choice-group { padding-left: 0; cursor: default; }
div.lw-choice-group:hover, .lw-options-inline div.lw-choice-group { border-color: transparent; background: none; }
/* rows among the rows */
.lw-strangers { display: contents; }
.lw-options-inline { flex-flow: row wrap; gap: 6px; width: auto; max-width: none; }
.lw-choice {
  display: flex; align-items: center; gap: 9px; min-height: 32px; padding: 4px 8px 4px 10px;
  border: 1px solid transparent; border-radius: var(--e-radius); cursor: pointer; user-select: none;
}
.lw-options-inline .lw-choice { border-color: var(--e-border); background: var(--e-surface); }
.lw-choice:hover { background: var(--e-sunken); }
.lw-choice.lw-chosen, .lw-options-inline .lw-choice.lw-chosen {
  border-color: color-mix(in srgb, var(--lw-option, var(--e-accent)) 55%, transparent);
  background: color-mix(in srgb, var(--lw-option, var(--e-accent)) 11%, var(--e-surface));
}
.lw-choice input { flex: none; width: 16px; height: 16px; margin: 0; accent-color: var(--lw-option, var(--e-accent)); }
.lw-choice:focus-within:has(:focus-visible) { outline: 2px solid var(--e-focus); outline-offset: 1px; }
.lw-choice input:focus-visible { outline: none; }
.lw-choice-text { flex: 1 1 auto; }
.lw-suggested-mark {
  padding: 0 6px; border-radius: 999px; border: 1px dashed var(--e-border-strong); color: var(--e-muted); font-size: 11.5px;
}
.lw-select, .lw-field {
  width: 100%; max-width: 520px; padding: 6px 10px; border: 1px solid var(--e-border-field);
  border-radius: var(--e-radius); background: var(--e-surface); color: var(--e-text); font: inherit;
}
.lw-select { min-height: 34px; }
.lw-field { display: block; resize: vertical; }
.lw-field::placeholder { color: color-mix(in srgb, var(--e-muted) 80%, transparent); }
.lw-field:focus-visible, .lw-select:focus-visible { outline-offset: -1px; }
.lw-number-field { width: 140px; }
.lw-textarea { max-width: 640px; }
.lw-textarea .lw-field { max-width: none; }
.lw-entries { display: flex; flex-direction: column; gap: 4px; margin: 0 0 6px; padding: 0; list-style: none; }
.lw-entries:empty { display: none; }
.lw-entry {
  display: flex; align-items: start; gap: 6px; padding: 4px 4px 4px 10px; border: 1px solid var(--e-border);
  border-radius: var(--e-radius); background: var(--e-surface);
}
.lw-entry .lw-field { padding: 0; border: 0; background: none; }
.lw-entry-text { flex: 1; white-space: pre-wrap; overflow-wrap: anywhere; }
.lw-entry-new { display: flex; gap: 6px; align-items: start; }
.lw-button, .lw-icon-button {
  border: 1px solid var(--e-border-strong); border-radius: var(--e-radius); background: var(--e-surface);
  color: var(--e-text); font: 500 13px / 1.4 var(--e-font); cursor: pointer;
}
.lw-button { min-height: 32px; padding: 4px 12px; }
.lw-icon-button {
  display: inline-grid; place-items: center; flex: none; min-width: 24px; height: 24px; padding: 0 4px;
  border-color: transparent; background: none; color: var(--e-muted);
}
.lw-icon-button:hover, .lw-button:hover { background: var(--e-sunken); color: var(--e-text); }
.lw-stars { display: flex; width: fit-content; }
.lw-star { display: grid; place-items: center; min-width: 28px; min-height: 28px; color: color-mix(in srgb, var(--e-muted) 80%, var(--e-bg)); font-size: 22px; line-height: 1; cursor: pointer; }
.lw-stars-small .lw-star { font-size: 17px; } .lw-stars-large .lw-star { font-size: 30px; min-width: 36px; }
.lw-star input { position: absolute; opacity: 0; }
.lw-star.lw-on { color: light-dark(#d98a00, #f2c840); }
.lw-stars:hover .lw-star { color: light-dark(#d98a00, #f2c840); }
.lw-stars .lw-star:hover ~ .lw-star { color: color-mix(in srgb, var(--e-muted) 80%, var(--e-bg)); }
.lw-star:has(:focus-visible) { outline: 2px solid var(--e-focus); border-radius: 4px; }
.lw-number { display: flex; flex-wrap: wrap; align-items: center; gap: var(--e-2) var(--e-3); }
.lw-field-problem { margin: 0; color: var(--e-danger); }
.lw-field[aria-invalid] { border-color: var(--e-danger); }
.lw-slider { width: min(320px, 100%); accent-color: var(--e-accent); }
.lw-slider-value { min-width: 3ch; font-variant-numeric: tabular-nums; }
`;
