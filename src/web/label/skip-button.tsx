import { useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { whenOpen } from '../parts/when-open.tsx';
import s from './label-page.module.css';
import type { SkipReasonProps } from './skip-reason.tsx';
import { SkipReasonButton } from './skip-reason-button.tsx';

const SkipReason = whenOpen<SkipReasonProps>(
  async () => (await import('./skip-reason.tsx')).SkipReason,
  ({ disabled, onOpenChange }) => <SkipReasonButton disabled={disabled} onClick={() => onOpenChange(true)} />,
);

/** Skip, and beside it the way to say why. */
export const SkipButton = ({
  disabled,
  onSkip,
}: {
  readonly disabled: boolean;
  readonly onSkip: (reason?: string) => void;
}) => {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !event.shiftKey || !(event.ctrlKey || event.metaKey) || disabled) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [disabled]);
  return (
    <span className={s.skip}>
      <Button disabled={disabled} title="Skip (Ctrl+Space)" onClick={() => onSkip()}>
        Skip
      </Button>
      <SkipReason disabled={disabled} open={open} onOpenChange={setOpen} onSkip={onSkip} />
    </span>
  );
};
