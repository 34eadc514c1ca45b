/** What the server refused: `code` as in docs/errors.md, `message` for people, the rest of the answer in `data`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, data: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.data = data;
  }
}

/** The error in an answer that is not ok; something on the way may have answered in its own words. */
export const apiErrorOf = async (answer: Response): Promise<ApiError> => {
  const text = await answer.text();
  try {
    const data = JSON.parse(text) as Record<string, unknown>;
    return new ApiError(answer.status, textOf(data['code'], 'unknown'), textOf(data['detail'], text), data);
  } catch {
    return new ApiError(
      answer.status,
      'unknown',
      `${answer.status} ${answer.statusText}: ${text.slice(0, 200)}`,
      {},
    );
  }
};

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
