import { useQueryClient } from '@tanstack/react-query';
import type { Account } from '../../shared/contract/accounts.ts';
import { Dialog } from '../parts/dialog.tsx';
import { queries } from '../queries.ts';
import { setSessionExpired } from '../session.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Opens over the page when the session has ended: sign in, and go on where you were. */
export const SessionDialog = ({ open }: { readonly open: boolean }) => {
  const client = useQueryClient();
  const email = client.getQueryData<Account>(queries.me.queryKey)?.email;
  return (
    <Dialog
      open={open}
      onClose={() => undefined}
      dismissible={false}
      title="Your session has ended"
      about="Sign in again to go on. Nothing on this page is lost."
    >
      <SignInForm
        email={email ?? ''}
        onDone={() => {
          setSessionExpired(false);
          void client.invalidateQueries();
        }}
      />
    </Dialog>
  );
};
