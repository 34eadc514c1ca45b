import { readMail } from './read-mail.ts';
import type { Sample } from './sample.ts';

const count = 400;

/** 400 messages, half of them spam. */
export const mailSample: Sample = {
  repo: 'sample_mail',
  title: 'Spam or not',
  description: 'The sample: 400 e-mail messages of the SpamAssassin corpus.',
  template: 'spam',
  instructions:
    'Decide whether each message is spam.\n\n**Spam** is mail that was sent to many who did not ask for it. Newsletters and lists that somebody joined are not spam.\n\nKeys: **1** spam, **2** not spam, **Ctrl+Enter** submit.',
  glob: 'mail/*.txt',
  messages: {
    data: 'The sample: messages of the SpamAssassin corpus',
    truth: 'What each message of the sample is',
  },
  async make() {
    const mails = await readMail(count);
    return mails.map(({ name, text, spam }) => ({
      path: name,
      contentType: 'text/plain',
      body: Buffer.from(text),
      truth: { spam: spam ? 'spam' : 'not spam' },
    }));
  },
};
