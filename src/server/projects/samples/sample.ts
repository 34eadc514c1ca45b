/** What a sample is made of; its repos are `repo`, `repo_truth` and `repo_labels`. */
export type Sample = {
  readonly repo: string;
  readonly title: string;
  readonly description: string;
  readonly instructions: string;
  readonly template?: string;
  readonly config?: string;
  readonly glob: string;
  readonly messages: { readonly data: string; readonly truth: string };
  /** The files in order, each with what it truly is. */
  make(): Promise<readonly SampleFile[]>;
};

export type SampleFile = {
  readonly path: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly truth: Readonly<Record<string, unknown>>;
};
