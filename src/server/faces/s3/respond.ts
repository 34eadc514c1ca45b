import type { S3Call } from './s3-call.ts';
import { type XmlContent, xmlDocument } from './xml.ts';

export type HeaderValues = Readonly<Record<string, string | number | undefined>>;

/** Answers an XML document. */
export const sendXml = (
  call: S3Call,
  root: string,
  content: XmlContent,
  headers: HeaderValues = {},
): void => {
  const body = Buffer.from(xmlDocument(root, content));
  setHeaders(call, { 'content-type': 'application/xml', 'content-length': body.length, ...headers });
  call.response.writeHead(200).end(body);
};

/** Answers without a body. */
export const sendEmpty = (call: S3Call, status: number, headers: HeaderValues = {}): void => {
  setHeaders(call, status === 204 || status === 304 ? headers : { 'content-length': 0, ...headers });
  call.response.writeHead(status).end();
};

const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/** Sets what is defined. What users stored is kept to characters that a header may hold. */
export const setHeaders = ({ response }: Pick<S3Call, 'response'>, headers: HeaderValues): void => {
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = String(value);
    response.setHeader(name, unsendable.test(text) ? text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?') : text);
  }
};

/** S3's time in XML: ISO with milliseconds. */
export const xmlTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
/** HTTP's time, in whole seconds. */
export const httpTime = (milliseconds: number): string => new Date(milliseconds).toUTCString();
