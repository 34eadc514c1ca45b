import { errorTable, type ErrorCode } from './error-table.ts';

export type ErrorData = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

/**
 * The one error that users see. Its text is made from the table's template and `data`; its status is the
 * table's. Anything else that is thrown becomes `internal` at the edge, with a log id.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  readonly status: number;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(fill(errorTable[code].text, data), options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
    this.status = errorTable[code].status;
  }

  toJSON(): { code: ErrorCode; detail: string } & ErrorData {
    return { ...this.data, code: this.code, detail: this.message };
  }
}

const fill = (template: string, data: ErrorData): string =>
  template.replace(/\{(\w+)\}/g, (whole, key: string) =>
    data[key] === undefined ? whole : String(data[key]),
  );
