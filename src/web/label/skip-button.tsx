import { ChevronDown } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Popover } from '../parts/popover.tsx';
import s from './label-page.module.css';

const common = [
  'Unclear',
  'Broken or unreadable',
  'Does not belong here',
  'The instructions say nothing of it',
];

/** Skip, and beside it the way to say why; the reason stands with the skip in the labels and the audit list. */
export const SkipButton = ({
  disabled,
  onSkip,
}: {
  readonly disabled: boolean;
  readonly onSkip: (reason?: string) => void;
}) => {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !event.shiftKey || !(event.ctrlKey || event.metaKey) || disabled) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [disabled]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    onSkip(reason.trim() || undefined);
    setReason('');
  };
  return (
    <span className={s.skip}>
      <Button disabled={disabled} title="Skip (Ctrl+Space)" onClick={() => onSkip()}>
        Skip
      </Button>
      <Popover
        label="Why is it left out?"
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button
            disabled={disabled}
            iconOnly
            icon={<ChevronDown />}
            aria-label="Skip with a reason"
            title="Skip… and say why (Ctrl+Shift+Space)"
          />
        }
      >
        <form className={s.reason} onSubmit={submit}>
          <TextField
            label="Reason"
            placeholder="Why can it not be labeled?"
            list="lw-skip-reasons"
            maxLength={1000}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <datalist id="lw-skip-reasons">
            {common.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
          <Button type="submit" variant="primary">
            Skip with this reason
          </Button>
        </form>
      </Popover>
    </span>
  );
};
