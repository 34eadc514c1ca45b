import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { Button, IconButton } from './button.tsx';
import s from './dialog.module.css';
import { ErrorNote } from './error-state.tsx';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly about?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** Given, the body is a form and Enter submits. */
  readonly onSubmit?: () => void;
  /** False: only its buttons close it. */
  readonly dismissible?: boolean;
  /** What has the focus on open; else the first that can have it, which in a long text may be a link. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
};

/** A modal dialog: keeps focus inside, Escape closes, focus returns. */
export const Dialog = ({
  open,
  onClose,
  title,
  about,
  children,
  actions,
  wide = false,
  onSubmit,
  dismissible = true,
  initialFocus,
}: DialogProps) => {
  const inner = (
    <>
      {children === undefined ? null : <div className={s.body}>{children}</div>}
      {actions === undefined ? null : <div className={s.foot}>{actions}</div>}
    </>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit?.();
  };
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && dismissible) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={s.backdrop} />
        <Base.Popup
          className={wide ? `${s.popup} ${s.wide}` : s.popup}
          {...(initialFocus ? { initialFocus } : {})}
        >
          <div className={s.head}>
            <div>
              <Base.Title className={s.title}>{title}</Base.Title>
              {about ? <Base.Description className={s.about}>{about}</Base.Description> : null}
            </div>
          </div>
          {onSubmit ? (
            <form onSubmit={submit} style={{ display: 'contents' }}>
              {inner}
            </form>
          ) : (
            inner
          )}
          {/* Last, so that focus begins in the content. */}
          {dismissible ? (
            <div className={s.close}>
              <IconButton label="Close" onClick={onClose}>
                <X />
              </IconButton>
            </div>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};

type FormDialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly about: ReactNode;
  /** What its button says. */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  readonly onConfirm: () => Promise<unknown>;
};

/** Fields and one button: closes when what it does is done, and shows what the server says if it refuses. */
export const FormDialog = ({
  open,
  onClose,
  title,
  about,
  confirm,
  danger = false,
  children,
  onConfirm,
}: FormDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setError(null);
    onClose();
  };
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      about={about}
      onSubmit={() => void run()}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </Button>
        </>
      }
    >
      {children || error ? (
        <>
          {children}
          {error ? <ErrorNote error={error} /> : null}
        </>
      ) : undefined}
    </Dialog>
  );
};

/** Asks before something that is not easily taken back. */
export const ConfirmDialog = (props: Omit<FormDialogProps, 'children'>) => <FormDialog danger {...props} />;
