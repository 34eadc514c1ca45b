/** A server that speaks Label Studio's REST API: ours, or Label Studio itself. */
export type ApiSide = { readonly url: string; readonly token: string };

/** One request of that API with JSON both ways; rejects with what was answered when it is an error. */
export const callApi = async (
  side: ApiSide,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> => {
  const answer = await fetch(`${side.url}${path}`, {
    method,
    headers: { authorization: `Token ${side.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`);
  return text === '' ? null : JSON.parse(text);
};
