export const accountErrors = {
  'auth.required': { status: 401, text: 'Sign in, or send a token: Authorization: Token <token>.' },
  'auth.wrong_password': { status: 401, text: 'That e-mail and password do not match an account.' },
  'auth.token_unknown': {
    status: 401,
    text: 'That token is not known here. Make one under Account, Tokens.',
  },
  'auth.token_revoked': {
    status: 401,
    text: 'That token was revoked. Make a new one under Account, Tokens.',
  },
  'auth.token_expired': {
    status: 401,
    text: 'That token expired at {at}. Make a new one under Account, Tokens.',
  },
  'auth.csrf': { status: 403, text: 'The request did not come from this page. Reload and try again.' },
  'auth.forbidden': { status: 403, text: 'This needs the role {role}. Ask an owner of the organisation.' },
  'auth.too_many_tries': { status: 429, text: 'Too many tries. Wait {seconds} seconds.' },
  'account.email_taken': { status: 409, text: 'There is an account for {email} already. Sign in instead.' },
  'account.invitation_needed': {
    status: 403,
    text: 'Sign-up here needs an invitation link. Ask an owner for one.',
  },
  'account.invitation_invalid': {
    status: 404,
    text: 'That invitation was used, revoked or has expired. Ask for a new one.',
  },
  'account.not_found': { status: 404, text: 'There is no account {id} here.' },
  'account.last_owner': {
    status: 409,
    text: 'The organisation needs one owner. Make somebody else owner first.',
  },
  'key.not_found': { status: 404, text: 'There is no key {id} here.' },
} as const;
