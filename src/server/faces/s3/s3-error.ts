import { type S3ErrorCode, s3ErrorTable } from './s3-error-table.ts';

/** An answer in S3's words: code, status, text, and further elements of the XML. */
export class S3Error extends Error {
  readonly code: S3ErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: S3ErrorCode, message?: string, details: Readonly<Record<string, string>> = {}) {
    super(message ?? s3ErrorTable[code][1]);
    this.name = 'S3Error';
    this.code = code;
    this.status = s3ErrorTable[code][0];
    this.details = details;
  }
}
