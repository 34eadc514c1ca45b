import type { Page } from 'playwright-core';
import { createClient, type Client } from '../../src/client/create-client.ts';
import { type RunningServer, type StartOptions, startServer } from '../start-server.ts';
import { type OpenBrowser, openBrowser } from './open-browser.ts';
import { signIn } from './sign-in.ts';

export type JourneyOptions = StartOptions & {
  /** True: nobody is signed in on `page` yet. */
  readonly stranger?: boolean;
};

export type Journey = {
  readonly server: RunningServer;
  /** The owner's, for what a test prepares and looks up. */
  readonly client: Client;
  /** The owner's, on the home page. */
  readonly page: Page;
  /** One more person, with cookies of their own. */
  readonly person: OpenBrowser['person'];
  /** Ends browser and server; rejects when a page threw. */
  end(): Promise<void>;
};

/** A new server and a browser on it, with its owner signed in. */
export const beginJourney = async ({
  stranger = false,
  ...options
}: JourneyOptions = {}): Promise<Journey> => {
  const server = await startServer(options);
  const chrome = await openBrowser();
  const end = async (): Promise<void> => {
    try {
      await chrome.close();
    } finally {
      await server.stop();
    }
  };
  const page = await chrome.person();
  if (!stranger) {
    try {
      await signIn(page, server);
    } catch (error) {
      await end();
      throw error;
    }
  }
  return { server, client: createClient(server), page, person: chrome.person, end };
};
