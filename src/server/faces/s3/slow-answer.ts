import { AppError } from '../../../shared/errors/app-error.ts';
import { fromAppError } from './from-app-error.ts';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { type XmlContent, xmlDocument, xmlProlog } from './xml.ts';

/**
 * Answers after work that may outlast a client's patience, as S3 does: when it takes longer than `patience`
 * milliseconds the answer begins with status 200 and a blank now and then, and a refusal then is an Error
 * element in it, which clients of such operations look for.
 */
export const answerSlowly = async (
  call: S3Call,
  patience: number,
  work: () => Promise<{
    root: string;
    content: XmlContent;
    headers: Readonly<Record<string, string | undefined>>;
  }>,
): Promise<void> => {
  const { response } = call;
  const timer = setInterval(() => {
    if (!response.headersSent) {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.write(xmlProlog);
    } else response.write(' ');
  }, patience);
  try {
    const { root, content, headers } = await work();
    if (response.headersSent) return void response.end(xmlDocument(root, content).slice(xmlProlog.length));
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, { 'content-type': 'application/xml' }).end(xmlDocument(root, content));
  } catch (error) {
    if (!response.headersSent) throw error;
    const known =
      error instanceof AppError ? fromAppError(error) : error instanceof S3Error ? error : undefined;
    const { code, message } = known ?? new S3Error('InternalError');
    response.end(
      xmlDocument(
        'Error',
        [
          ['Code', code],
          ['Message', message],
        ],
        false,
      ).slice(xmlProlog.length),
    );
    if (!known) throw error;
  } finally {
    clearInterval(timer);
  }
};
