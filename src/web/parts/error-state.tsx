import { CircleAlert, CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { isApiError } from '../api.ts';
import { Button } from './button.tsx';
import s from './error-state.module.css';

const describe = (error: unknown): { code: string; text: string } =>
  isApiError(error)
    ? { code: error.code, text: error.message }
    : { code: 'page', text: error instanceof Error ? error.message : String(error) };

/** A refusal in the place where it happened: its text says what to do, its code can be looked up. */
export const ErrorNote = ({ error, action }: { readonly error: unknown; readonly action?: ReactNode }) => {
  const { code, text } = describe(error);
  return (
    <div className={s.note} role="alert">
      <CircleAlert aria-hidden />
      <p>
        {text} <code className={s.code}>{code}</code>
      </p>
      {action}
    </div>
  );
};

/** In the place of a panel, or (`whole`) of a page, that could not be loaded. */
export const ErrorState = ({
  error,
  whole = false,
  retry,
  action,
}: {
  readonly error: unknown;
  readonly whole?: boolean;
  readonly retry?: () => void;
  readonly action?: ReactNode;
}) => {
  const { code, text } = describe(error);
  const offline = code === 'offline';
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div className={s.page} role="alert">
      {offline ? <CloudOff className={s.big} aria-hidden /> : <CircleAlert className={s.big} aria-hidden />}
      <Heading>{offline ? 'No connection' : 'That did not work'}</Heading>
      <p>{text}</p>
      <code className={s.code}>{code}</code>
      {retry || action ? (
        <div style={{ display: 'flex', gap: 8 }}>
          {retry ? <Button onClick={retry}>Try again</Button> : null}
          {action}
        </div>
      ) : null}
    </div>
  );
};
