import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { queries } from '../queries.ts';
import { safeNext } from '../safe-next.ts';
import { SignFrame } from './sign-frame.tsx';
import s from './sign-frame.module.css';

export const SignupPage = () => {
  const { next, invitation } = useSearch({ from: '/user/signup' });
  const router = useRouter();
  const client = useQueryClient();
  const door = useQuery(queries.door(invitation)).data;
  const invited = door?.invitation ?? null;
  const [name, setName] = useState('');
  const [typedEmail, setEmail] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const email = typedEmail ?? invited?.email ?? '';
  const signUp = useMutation({
    mutationFn: () =>
      api.accounts.signUp({ body: { email, password, name, ...(invitation ? { invitation } : {}) } }),
    onSuccess: async (account) => {
      client.setQueryData(queries.me.queryKey, account);
      await client.invalidateQueries({ queryKey: ['door'] });
      await router.navigate({ href: safeNext(next, location.origin), replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signUp.mutate();
  };
  const about = door?.first
    ? 'The first account owns this installation.'
    : invited
      ? `You are invited to ${invited.organisation} as ${invited.role}.`
      : invitation && door
        ? 'That invitation was used, revoked or has expired. Ask for a new link.'
        : ' ';
  return (
    <SignFrame
      title="Make an account"
      about={about}
      other={
        door?.first ? undefined : (
          <>
            Have one already?{' '}
            <Link to="/user/login" search={{ next }}>
              Go to sign-in
            </Link>
          </>
        )
      }
    >
      <form onSubmit={submit} className={s.fields}>
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          autoFocus
          maxLength={100}
          hint="As colleagues will see it beside your labels."
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Email"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          readOnly={Boolean(invited?.email)}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={8}
          hint="At least 8 characters."
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {signUp.error ? <ErrorNote error={signUp.error} /> : null}
        <Button type="submit" variant="primary" size="large" busy={signUp.isPending}>
          Sign up
        </Button>
      </form>
    </SignFrame>
  );
};
