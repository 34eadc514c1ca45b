import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorState } from '../parts/error-state.tsx';
import { LonePage } from './lone-page.tsx';

/** In the place of a page that broke or could not be loaded; Try again loads it anew. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState whole error={error} retry={retry} />;
};

/** The same where there is no chrome around it. */
export const LonePageError = (props: ErrorComponentProps) => (
  <LonePage>
    <PageError {...props} />
  </LonePage>
);
