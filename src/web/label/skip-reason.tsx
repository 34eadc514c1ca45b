import { type FormEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Popover } from '../parts/popover.tsx';
import s from './label-page.module.css';
import { SkipReasonButton } from './skip-reason-button.tsx';

const common = [
  'Unclear',
  'Broken or unreadable',
  'Does not belong here',
  'The instructions say nothing of it',
];

export type SkipReasonProps = {
  readonly disabled: boolean;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onSkip: (reason?: string) => void;
};

/** Asks why a task is skipped; the reason stands with the skip in the labels and the audit list. */
export const SkipReason = ({ disabled, open, onOpenChange, onSkip }: SkipReasonProps) => {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onOpenChange(false);
    onSkip(reason.trim() || undefined);
    setReason('');
  };
  return (
    <Popover
      label="Why is it left out?"
      align="end"
      open={open}
      onOpenChange={onOpenChange}
      trigger={<SkipReasonButton disabled={disabled} />}
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
  );
};
