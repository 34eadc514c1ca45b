import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorState } from '../parts/error-state.tsx';
import { LonePage } from './lone-page.tsx';

/** Browsers say each in their words that a page's code did not come. */
const isUnfetched = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message);

const unfetched = new Error(
  'This page could not be fetched. The server cannot be reached, or it was updated meanwhile; trying again loads everything anew.',
);

/** In the place of a page that broke or could not be loaded; Try again loads it anew. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  if (isUnfetched(error)) return <ErrorState whole error={unfetched} retry={() => location.reload()} />;
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
