import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import menu from './menu.module.css';

/** A small panel on a button. */
export const Popover = ({
  trigger,
  open,
  onOpenChange,
  label,
  align = 'start',
  children,
}: {
  readonly trigger: ReactElement;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly label: string;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}) => (
  <Base.Root open={open} onOpenChange={onOpenChange}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner className={menu.positioner} align={align} sideOffset={5}>
        <Base.Popup className={menu.popup} aria-label={label}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
