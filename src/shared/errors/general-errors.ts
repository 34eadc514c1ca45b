export const generalErrors = {
  internal: { status: 500, text: 'Something broke here. The log has it under id {logId}.' },
  'request.invalid': { status: 400, text: 'The request does not fit: {reason}.' },
  'request.not_json': { status: 400, text: 'The body is not JSON: {reason}.' },
  'request.too_large': { status: 413, text: 'The body is larger than the {limit} bytes taken here.' },
  'route.not_found': { status: 404, text: 'There is nothing at {path}. The API is listed at /docs/api.' },
  'setting.invalid': { status: 500, text: 'The setting {name}={value} does not fit: {reason}.' },
  'port.taken': {
    status: 500,
    text: 'Port {port} of {host} cannot be had ({reason}). Set {setting} to another, or to 0 for any free one.',
  },
  'data.none': {
    status: 500,
    text: 'There is no Labelwright data in {folder}. Name its folder with --data.',
  },
  'backup.invalid': {
    status: 400,
    text: 'The backup cannot be restored: {reason}. Nothing was started on it.',
  },
  'request.method': { status: 405, text: '{path} does not take {method}; it takes {allowed}.' },
  'request.conflict': { status: 409, text: 'Others kept changing the same thing. Try again.' },
  'url.invalid': { status: 400, text: 'That URL cannot be used: {reason}.' },
  'url.private': {
    status: 400,
    text: '{host} leads to a local or private address, which this server does not ask. Use a public address, or start the server with LABELWRIGHT_ALLOW_PRIVATE_URLS=1.',
  },
  'url.unreachable': { status: 502, text: '{host} could not be asked: {reason}.' },
  'url.too_large': { status: 502, text: '{host} answered more than the {limit} bytes taken here.' },
  'webhook.not_found': { status: 404, text: 'There is no webhook {id} here.' },
  'delivery.not_found': {
    status: 404,
    text: 'There is no delivery {id} here; they are kept for 30 days.',
  },
  'webhook.too_many': {
    status: 409,
    text: 'There are {count} webhooks already, as many as may be. Remove one first.',
  },
  'storage.full': {
    status: 507,
    text: 'The disk is full. Reading goes on; free some space and write again.',
  },
} as const;
