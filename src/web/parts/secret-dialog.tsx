import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Values } from './snippet.tsx';

/** A secret that the server tells only now; nothing but its button closes it. */
export const SecretDialog = ({
  rows,
  about,
  onClose,
}: {
  /** Null: there is none to show. */
  readonly rows: readonly { readonly name: string; readonly value: string }[] | null;
  readonly about: string;
  readonly onClose: () => void;
}) => (
  <Dialog
    open={rows !== null}
    onClose={onClose}
    dismissible={false}
    title="Copy the secret now"
    about={about}
    actions={
      <Button variant="primary" onClick={onClose}>
        I have it
      </Button>
    }
  >
    {rows ? <Values rows={rows} /> : null}
  </Dialog>
);
