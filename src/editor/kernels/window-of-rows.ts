/** The rows to draw of a list of even rows: those in sight and a few around. `to` is exclusive. */
export function windowOfRows(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - 4);
  return {
    from: Math.min(from, count),
    to: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + 4),
  };
}
