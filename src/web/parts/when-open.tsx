import { type ComponentType, useEffect, useState } from 'react';
import { toastError } from './toast.tsx';

/** So long after the page is there, what may be opened is fetched, so that it opens without a connection too. */
const aheadMs = 3000;

/**
 * A dialog whose code comes when it is first opened, or a while after the page: so the page itself is there sooner.
 * `Before` stands in its place until then.
 */
export const whenOpen = <P extends { readonly open: boolean }>(
  load: () => Promise<ComponentType<P>>,
  Before?: ComponentType<P>,
): ComponentType<P> => {
  const WhenOpen = (props: P) => {
    const [Loaded, setLoaded] = useState<ComponentType<P> | null>(null);
    const { open } = props;
    useEffect(() => {
      if (Loaded) return;
      let left = false;
      const fetchIt = (onError: (error: unknown) => void) =>
        void load()
          .then((component) => left || setLoaded(() => component))
          .catch(onError);
      if (open) fetchIt(toastError);
      const timer = setTimeout(() => fetchIt(() => undefined), aheadMs);
      return () => {
        left = true;
        clearTimeout(timer);
      };
    }, [open, Loaded]);
    const Shown = Loaded ?? Before;
    return Shown ? <Shown {...props} /> : null;
  };
  return WhenOpen;
};
