import type { ApiError } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ago } from '../parts/time-ago.tsx';

/** Somebody else changed the annotation that one is updating: says who and when, and lets choose. */
export const ClashDialog = ({
  open,
  error,
  onClose,
  onTakeTheirs,
  onKeepMine,
}: {
  readonly open: boolean;
  readonly error: ApiError | null;
  readonly onClose: () => void;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}) => {
  const name = String(error?.data.name ?? 'Somebody');
  const at = typeof error?.data.at === 'string' ? ago(error.data.at) : 'meanwhile';
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`${name} changed this annotation ${at}`}
      about="Both versions are safe. Choose which one stands; history keeps the other once it was committed."
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            Go on editing
          </Button>
          <Button onClick={onTakeTheirs}>Take theirs</Button>
          <Button variant="primary" onClick={onKeepMine}>
            Keep mine
          </Button>
        </>
      }
    />
  );
};
