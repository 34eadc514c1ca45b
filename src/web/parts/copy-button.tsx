import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from './button.tsx';
import { toastError } from './toast.tsx';

/** Copies `text`; says so by a tick and to screen readers. */
export const CopyButton = ({
  text,
  label,
  iconOnly = true,
}: {
  readonly text: string;
  readonly label: string;
  readonly iconOnly?: boolean;
}) => {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      setTimeout(() => setDone(false), 1600);
    } catch {
      toastError(new Error('The browser did not allow copying. Select the text and copy it by hand.'));
    }
  };
  const icon = done ? <Check /> : <Copy />;
  return iconOnly ? (
    <IconButton label={done ? 'Copied' : label} size="small" onClick={() => void copy()}>
      {icon}
    </IconButton>
  ) : (
    <Button size="small" icon={icon} onClick={() => void copy()}>
      {done ? 'Copied' : label}
    </Button>
  );
};
