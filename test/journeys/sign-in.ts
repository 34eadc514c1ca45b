import type { Page } from 'playwright-core';
import type { RunningServer } from '../start-server.ts';

/** Signs in as the server's owner, by the page that people see; ends on the home page. */
export const signIn = async (page: Page, { url, email, password }: RunningServer): Promise<void> => {
  await page.goto(`${url}/user/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/`);
};

/** Makes an account of an invitation's link; ends on the page that the new member is brought to. */
export const signUp = async (
  page: Page,
  { url }: RunningServer,
  invitation: { readonly link: string; readonly email: string },
): Promise<void> => {
  await page.goto(invitation.link.replace(/^https?:\/\/[^/]+/, url));
  await page.getByLabel('Email').fill(invitation.email);
  await page.getByLabel('Password', { exact: true }).fill('another long password');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/user'));
};
