import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { type Json, isJsonObject, ownValue } from '../../../labels/json.ts';
import { hashText } from '../hash-text.ts';
import type { ProjectRow, SourceRow } from '../tables.ts';

export const projectJsonPath = 'project.json';
export const configPath = 'config.xml';
export const instructionsPath = 'instructions/instructions.md';

/** The files of a label repo beside the tasks, by path; no secrets and no server ids. null: no such file. */
export const projectFiles = (
  project: ProjectRow,
  sources: readonly SourceRow[],
): Readonly<Record<string, string | null>> => ({
  [projectJsonPath]: stringifyCanonical({
    title: project.title,
    description: project.description,
    color: project.color,
    showInstructions: project.show_instructions === 1,
    sources: sources.map((source) => ({
      repo: source.repo,
      branch: source.branch,
      glob: source.glob,
      importMethod: source.method,
      changed: source.changed_policy,
    })),
  }),
  [configPath]: project.config,
  [instructionsPath]: project.instructions === '' ? null : project.instructions,
});

export const metaHash = (files: Readonly<Record<string, string | null>>): string =>
  hashText(stringifyCanonical(files));

export type ProjectMeta = {
  readonly title?: string;
  readonly description?: string;
  readonly color?: string;
  readonly showInstructions?: boolean;
};

/** What project.json says, as far as it fits; sources are not taken from it. */
export const readProjectJson = (text: string): ProjectMeta => {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return {};
  }
  if (!isJsonObject(value)) return {};
  const string = (key: string, most: number): string | undefined => {
    const found = ownValue(value, key);
    return typeof found === 'string' && found.length <= most ? found : undefined;
  };
  const shown = ownValue(value, 'showInstructions');
  const color = string('color', 7);
  return {
    title: string('title', 50),
    description: string('description', 10_000),
    color: color !== undefined && /^#[0-9a-fA-F]{6}$/.test(color) ? color : undefined,
    showInstructions: typeof shown === 'boolean' ? shown : undefined,
  };
};
