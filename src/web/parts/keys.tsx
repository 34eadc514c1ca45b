import s from './small.module.css';

const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const shown: Readonly<Record<string, string>> = onMac ? { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' } : {};

/** Shows a chord such as `Ctrl+Enter` as keys. */
export const Keys = ({ chord }: { readonly chord: string }) => (
  <span className={s.keys}>
    {chord.split('+').map((key) => (
      <kbd className={s.kbd} key={key}>
        {shown[key] ?? key}
      </kbd>
    ))}
  </span>
);
