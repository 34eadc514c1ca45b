import type { Operation } from '../../../shared/contract/op.ts';
import type { Api } from './bind.ts';
import { sendJson } from './bind.ts';
import { docsPage } from './docs-page.ts';
import { openApi } from './openapi.ts';

/** `/docs/api`, `/docs/api/openapi.json` and Label Studio's `/docs/api/schema/json/`; made when first asked for. */
export const createDocs = (operations: readonly Operation[], name: string): Api => {
  const page = once(() => docsPage(operations, name));
  const all = once(() => openApi(operations, name));
  const labelStudio = once(() =>
    openApi(
      operations.filter((operation) => operation.labelStudio),
      `${name}: Label Studio’s API`,
    ),
  );
  return async (incoming, outgoing) => {
    const path = (incoming.url ?? '').replace(/\/?(\?.*)?$/s, '');
    const head = incoming.method === 'HEAD';
    if (incoming.method !== 'GET' && !head) return false;
    switch (path) {
      case '/docs/api':
        outgoing.setHeader('content-type', 'text/html; charset=utf-8');
        outgoing.writeHead(200).end(head ? undefined : page());
        return true;
      case '/docs/api/openapi.json':
        sendJson(outgoing, 200, all(), head);
        return true;
      case '/docs/api/schema/json':
        sendJson(outgoing, 200, labelStudio(), head);
        return true;
      default:
        return false;
    }
  };
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
