import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import s from './menu.module.css';

export type MenuEntry =
  | {
      readonly type: 'action';
      readonly label: string;
      readonly icon?: ReactNode;
      readonly run: () => void;
      readonly danger?: boolean;
      readonly disabled?: boolean;
    }
  | {
      readonly type: 'link';
      readonly label: string;
      readonly icon?: ReactNode;
      readonly href: string;
      readonly download?: boolean;
    }
  | { readonly type: 'heading'; readonly label: string }
  | { readonly type: 'separator' };

const Entry = ({
  entry,
  navigate,
}: {
  readonly entry: MenuEntry;
  readonly navigate?: (href: string) => void;
}) => {
  switch (entry.type) {
    case 'separator':
      return <Base.Separator className={s.separator} />;
    case 'heading':
      return <div className={s.heading}>{entry.label}</div>;
    case 'action':
      return (
        <Base.Item
          className={entry.danger ? `${s.item} ${s.danger}` : s.item}
          disabled={entry.disabled ?? false}
          onClick={entry.run}
        >
          {entry.icon}
          {entry.label}
        </Base.Item>
      );
    case 'link':
      return (
        <Base.Item
          className={s.item}
          render={
            <a
              href={entry.href}
              {...(entry.download ? { download: '' } : {})}
              onClick={(event) => {
                if (entry.download || !navigate || event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                navigate(entry.href);
              }}
            />
          }
        >
          {entry.icon}
          {entry.label}
        </Base.Item>
      );
  }
};

/** A menu on a button: arrows, Home, End, first letters, Escape. */
export const Menu = ({
  trigger,
  entries,
  align = 'end',
  navigate,
}: {
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
  /** How links inside the app are followed without loading the page anew. */
  readonly navigate?: (href: string) => void;
}) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner className={s.positioner} align={align} sideOffset={5}>
        <Base.Popup className={s.popup}>
          {entries.map((entry, index) => (
            <Entry entry={entry} key={index} {...(navigate ? { navigate } : {})} />
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
