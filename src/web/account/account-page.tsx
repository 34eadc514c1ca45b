import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel } from '../parts/panel.tsx';
import { Segments } from '../parts/tabs.tsx';
import { toast } from '../parts/toast.tsx';
import settings from '../projects/settings-page.module.css';
import { queries } from '../queries.ts';
import { useMe } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { setTheme, useTheme } from '../theme/theme.ts';
import { KeysPanel } from './keys-panel.tsx';

const Profile = () => {
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(me.name);
  const save = useMutation({
    mutationFn: () => api.accounts.rename({ body: { name } }),
    onSuccess: (account) => {
      client.setQueryData(queries.me.queryKey, account);
      toast('Saved');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Panel title="You" padded>
      <form className={settings.form} onSubmit={submit}>
        <TextField
          label="Name"
          required
          maxLength={100}
          value={name}
          hint={`${me.email}, ${me.role} of ${me.organisation.name}`}
          onChange={(event) => setName(event.target.value)}
        />
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div>
          <Button type="submit" busy={save.isPending} disabled={name.trim() === me.name}>
            Save
          </Button>
        </div>
      </form>
    </Panel>
  );
};

const ThemePanel = () => {
  const theme = useTheme();
  return (
    <Panel title="Theme" padded>
      <Segments
        label="Theme"
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Panel>
  );
};

const PasswordPanel = () => {
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => api.accounts.changePassword({ body: { current, password } }),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
      toast('Password changed; all other sessions have ended');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Panel title="Password" padded>
      <form className={settings.form} onSubmit={submit}>
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        <div className={settings.two}>
          <TextField
            label="Current password"
            type="password"
            autoComplete="current-password"
            required
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
          <TextField
            label="New password"
            type="password"
            autoComplete="new-password"
            required
            minLength={8}
            hint="At least 8 characters."
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {save.error ? <ErrorNote error={save.error} /> : null}
        <div>
          <Button type="submit" busy={save.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Panel>
  );
};

/** One's own name, keys, theme and password. */
export const AccountPage = () => (
  <Page title="Account" narrow>
    <Profile />
    <KeysPanel />
    <ThemePanel />
    <PasswordPanel />
  </Page>
);
