import { useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { queries } from '../queries.ts';
import { safeNext } from '../safe-next.ts';
import { SignFrame } from './sign-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';

export const LoginPage = () => {
  const { next } = useSearch({ from: '/user/login' });
  const router = useRouter();
  const door = useQuery(queries.door()).data;
  const canSignUp = door?.first === true || door?.signUp === 'open';
  return (
    <SignFrame
      title="Sign in"
      about={door ? `to ${door.name}` : ' '}
      other={
        canSignUp ? (
          <>
            New here?{' '}
            <Link to="/user/signup" search={{ next }}>
              Make an account
            </Link>
          </>
        ) : (
          'No account yet? Ask an owner of your organisation for an invitation link.'
        )
      }
    >
      <SignInForm
        onDone={() => void router.navigate({ href: safeNext(next, location.origin), replace: true })}
      />
    </SignFrame>
  );
};
