import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { BookOpen, CircleUser, LogOut, Monitor, Moon, Sun, Users, Webhook } from 'lucide-react';
import { useEffect } from 'react';
import { api } from '../api.ts';
import { listenToServer } from '../live-events.ts';
import { Avatar } from '../parts/avatar.tsx';
import { IconButton } from '../parts/button.tsx';
import { Menu } from '../parts/menu.tsx';
import { toastError } from '../parts/toast.tsx';
import { useMay, useMe } from '../session.ts';
import { setTheme, type Theme, useTheme } from '../theme/theme.ts';
import s from './app-layout.module.css';
import { BrandMark } from './brand-mark.tsx';

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const themeIcon = { system: <Monitor />, light: <Sun />, dark: <Moon /> };
const themeName = { system: 'as the system', light: 'light', dark: 'dark' };

export const ThemeButton = () => {
  const theme = useTheme();
  return (
    <IconButton label={`Theme: ${themeName[theme]}. Change`} onClick={() => setTheme(nextTheme[theme])}>
      {themeIcon[theme]}
    </IconButton>
  );
};

const TopBar = () => {
  const me = useMe();
  const manages = useMay('manager');
  const router = useRouter();
  const client = useQueryClient();
  const signOut = async () => {
    try {
      await api.accounts.signOut();
      client.clear();
      await router.navigate({ to: '/user/login', search: {} });
    } catch (error) {
      toastError(error);
    }
  };
  const go = (href: string) => void router.navigate({ href });
  const inRepos = useLocation({ select: ({ pathname }) => /^\/(commits|compare)\//.test(pathname) });
  return (
    <header className={s.bar}>
      <a href="#main" className={s.skip}>
        Skip to the content
      </a>
      <Link to="/" className={s.brand}>
        <BrandMark />
        Labelwright
      </Link>
      <nav aria-label="Main" style={{ display: 'flex', gap: 2 }}>
        <Link to="/projects" className={s.link}>
          Projects
        </Link>
        {me.role === 'annotator' ? null : (
          <Link
            to="/repos"
            className={s.link}
            {...(inRepos ? { 'data-status': 'active', 'aria-current': 'true' as const } : {})}
          >
            Repos
          </Link>
        )}
      </nav>
      <span className={s.space} />
      <span className={s.organisation}>{me.organisation.name}</span>
      <ThemeButton />
      <Menu
        trigger={
          <button type="button" className={s.me} aria-label="Account menu">
            <Avatar name={me.name || me.email} size={27} />
          </button>
        }
        navigate={go}
        entries={[
          { type: 'heading', label: me.email },
          { type: 'link', label: 'Account and keys', icon: <CircleUser />, href: '/account' },
          ...(me.role === 'annotator'
            ? []
            : [{ type: 'link', label: 'Members', icon: <Users />, href: '/members' } as const]),
          ...(manages
            ? [{ type: 'link', label: 'Webhooks', icon: <Webhook />, href: '/webhooks' } as const]
            : []),
          {
            type: 'action',
            label: 'API reference',
            icon: <BookOpen />,
            run: () => window.open('/docs/api', '_blank', 'noopener'),
          },
          { type: 'separator' },
          { type: 'action', label: 'Sign out', icon: <LogOut />, run: () => void signOut() },
        ]}
      />
    </header>
  );
};

/** The chrome around every page but the labeling page. */
export const AppLayout = () => {
  const client = useQueryClient();
  useEffect(() => listenToServer(client), [client]);
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1} className={s.main}>
        <Outlet />
      </main>
    </>
  );
};
