import type { Migration } from '../../db/migration.ts';

/*
 * Which commits stand behind the predictions that a project's suggestions loaded: `prediction.model_version` is a
 * prefix of the model's commit. It tells our predictions from others, and is the way back from one to its model.
 */
export const suggestionMigrations: readonly Migration[] = [
  {
    name: '0310-suggestions',
    statements: [
      `CREATE TABLE suggestion_model (
        project bigint NOT NULL, model_version text NOT NULL, model_commit text NOT NULL,
        prediction_commit text NOT NULL, label_commit text NOT NULL, run text NOT NULL,
        created_at bigint NOT NULL, PRIMARY KEY (project, model_version))`,
    ],
  },
];

export type SuggestionModelRow = {
  readonly project: number;
  readonly model_version: string;
  readonly model_commit: string;
  readonly prediction_commit: string;
  readonly label_commit: string;
  readonly run: string;
  readonly created_at: number;
};
