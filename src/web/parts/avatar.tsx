import s from './small.module.css';

const hueOf = (text: string): number => {
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 3600;
  return hash % 360;
};

const initialsOf = (name: string): string => {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[1] : undefined]
    .map((word) => (word ? [...word][0] : ''))
    .join('')
    .toUpperCase();
};

/** A person as a coloured disc with initials; the same person has the same colour everywhere. */
export const Avatar = ({ name, size = 22 }: { readonly name: string; readonly size?: number }) => (
  <span
    className={s.avatar}
    title={name}
    aria-hidden
    style={{
      width: size,
      height: size,
      fontSize: size * 0.4,
      background: `oklch(0.52 0.105 ${hueOf(name)})`,
    }}
    data-initials={initialsOf(name) || '?'}
  />
);

export const Avatars = ({
  names,
  size = 20,
}: {
  readonly names: readonly string[];
  readonly size?: number;
}) => (
  <span className={s.people}>
    {names.slice(0, 4).map((name) => (
      <Avatar name={name} size={size} key={name} />
    ))}
  </span>
);
