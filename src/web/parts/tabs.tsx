import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import s from './tabs.module.css';

export type LinkTab = {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly link: LinkProps;
  readonly extra?: ReactNode;
};

/** Tabs that are pages of their own: each has an address. */
export const LinkTabs = ({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) => (
  <nav aria-label={label} className={s.tabs}>
    {tabs.map((tab) => (
      <Link key={tab.label} className={s.tab} activeOptions={{ includeSearch: false }} {...tab.link}>
        {tab.icon}
        {tab.label}
        {tab.extra}
      </Link>
    ))}
  </nav>
);

/** One of a few, as pressed buttons. */
export const Segments = <T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly count?: string }[];
  readonly onChange: (value: T) => void;
}) => (
  <div role="group" aria-label={label} className={s.segments}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        className={s.segment}
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
      >
        {option.label}
        {option.count === undefined ? null : <small> {option.count}</small>}
      </button>
    ))}
  </div>
);
