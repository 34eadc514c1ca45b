import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { queries } from '../queries.ts';
import s from './sign-frame.module.css';

/** E-mail and password; used by the page and by the dialog over an expired session. */
export const SignInForm = ({
  email: known = '',
  onDone,
}: {
  readonly email?: string;
  readonly onDone: () => void;
}) => {
  const client = useQueryClient();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.accounts.signIn({ body: { email, password } }),
    onSuccess: (account) => {
      client.setQueryData(queries.me.queryKey, account);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit} className={s.fields}>
      <TextField
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus={!known}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        autoFocus={known !== ''}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {signIn.error ? <ErrorNote error={signIn.error} /> : null}
      <Button type="submit" variant="primary" size="large" busy={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
};
