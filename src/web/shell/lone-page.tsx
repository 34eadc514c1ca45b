import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { BrandMark } from './brand-mark.tsx';
import s from './page.module.css';

/** A page that says one thing, without the chrome: the mark leads home, and the focus goes to what is said. */
export const LonePage = ({ children }: { readonly children: ReactNode }) => {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <main ref={place} tabIndex={-1} className={s.lone}>
      <Link to="/" aria-label="Labelwright, home">
        <BrandMark size={38} />
      </Link>
      {children}
    </main>
  );
};
