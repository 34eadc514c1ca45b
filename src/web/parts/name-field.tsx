import { TextField } from './field.tsx';

/** The name of a repo, a branch or a tag, in the form that the contract takes. */
export const NameField = ({
  value,
  hint,
  onChange,
}: {
  readonly value: string;
  readonly hint: string;
  readonly onChange: (name: string) => void;
}) => (
  <TextField
    label="Name"
    mono
    required
    autoFocus
    pattern="[A-Za-z0-9_\-]{1,63}"
    title="1 to 63 of A-Z a-z 0-9 _ -"
    hint={hint}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
);
