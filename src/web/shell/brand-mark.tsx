/** The mark: an L, ruled and marked. */
export const BrandMark = ({ size = 24 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
    <rect width="32" height="32" rx="7" fill="var(--lw-ink)" />
    <path
      d="M8.5 8.5v15h8"
      fill="none"
      stroke="var(--lw-ink-text)"
      strokeWidth="3.4"
      strokeLinecap="square"
    />
    <path d="M13.5 17h11" stroke="var(--lw-mark)" strokeWidth="5.4" />
    <circle cx="23.4" cy="9.4" r="2.7" fill="var(--lw-ink-text)" />
  </svg>
);
