import { useEffect, useState } from 'react';

/** Says the title of each page that is gone to: nothing is loaded anew, so screen readers hear of it here only. */
export const PageSaid = () => {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const title = document.querySelector('title');
    const seen = new MutationObserver(() => setSaid(document.title));
    if (title) seen.observe(title, { childList: true });
    return () => seen.disconnect();
  }, []);
  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
};
