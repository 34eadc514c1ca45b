import { Link, type LinkProps } from '@tanstack/react-router';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import s from './button.module.css';

type Look = {
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger' | 'mark';
  readonly size?: 'small' | 'normal' | 'large';
  readonly iconOnly?: boolean;
};

export const buttonClass = ({ variant = 'plain', size = 'normal', iconOnly = false }: Look): string =>
  [s.button, s[variant], size === 'normal' ? '' : s[size], iconOnly ? s.icon : ''].filter(Boolean).join(' ');

export type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    readonly busy?: boolean;
    readonly icon?: ReactNode;
    readonly ref?: React.Ref<HTMLButtonElement>;
  };

/** A button; `busy` keeps its width and refuses a second press. */
export const Button = ({
  variant,
  size,
  iconOnly,
  busy = false,
  icon,
  children,
  disabled,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`${buttonClass({
      ...(variant ? { variant } : {}),
      ...(size ? { size } : {}),
      ...(iconOnly ? { iconOnly } : {}),
    })}${busy && !icon ? ` ${s.busy}` : ''}`}
    disabled={disabled || busy}
    aria-busy={busy || undefined}
  >
    {busy ? <span className={s.spinner} aria-hidden /> : icon}
    {children}
  </button>
);

type IconButtonProps = Omit<ButtonProps, 'children' | 'iconOnly' | 'icon'> & {
  readonly label: string;
  readonly children: ReactNode;
};

/** A button that is only an icon; `label` is its accessible name and its hint. */
export const IconButton = ({ label, children, variant = 'quiet', ...rest }: IconButtonProps) => (
  <Button aria-label={label} title={label} variant={variant} iconOnly icon={children} {...rest} />
);

type LinkButtonProps = Look & LinkProps & { readonly icon?: ReactNode; readonly children?: ReactNode };

export const LinkButton = ({ variant, size, icon, children, ...rest }: LinkButtonProps) => (
  <Link {...rest} className={buttonClass({ ...(variant ? { variant } : {}), ...(size ? { size } : {}) })}>
    {icon}
    {children}
  </Link>
);
