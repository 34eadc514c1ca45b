import { useEffect } from 'react';

/** The title of the browser's tab while this page is shown. */
export const useTitle = (title: string | undefined): void => {
  useEffect(() => {
    if (title) document.title = `${title} · Labelwright`;
  }, [title]);
};
