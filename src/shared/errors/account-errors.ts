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
  'auth.member_removed': {
    status: 401,
    text: 'That account is no longer a member of an organisation here. Ask an owner for an invitation.',
  },
  'auth.scheme': {
    status: 401,
    text: 'The Authorization header has to be "Token <token>" or "Bearer <access token>".',
  },
  'auth.token_query': {
    status: 403,
    text: 'A token in the address may only read. Send the header Authorization: Token <token>.',
  },
  'auth.origin': {
    status: 403,
    text: 'Requests from {origin} are not trusted. If that is this server, start it with LABELWRIGHT_PUBLIC_URL={origin}.',
  },
  'auth.host': {
    status: 403,
    text: 'With LABELWRIGHT_AUTH=off this server answers on a loopback address only, not as {host}.',
  },
  'auth.csrf': {
    status: 403,
    text: 'The request does not show that it came from this page. Reload and try again; scripts send a token.',
  },
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
  'organisation.not_found': { status: 404, text: 'There is no organisation {id} here.' },
  'invitation.not_found': { status: 404, text: 'There is no open invitation {id} here.' },
  'key.not_found': { status: 404, text: 'There is no key {id} here.' },
} as const;
