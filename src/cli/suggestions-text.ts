import type { Suggestions } from '../shared/contract/pipelines.ts';

/** How suggestions stand, for people. */
export const suggestionsText = (found: Suggestions): string =>
  [
    `suggestions  ${found.enabled ? 'on' : 'off'}: ${found.reason}`,
    `trains       after ${found.settings.labels} labels, or ${found.settings.seconds} s of quiet`,
    ...(found.control === null ? [] : [`learns       ${found.control}`]),
    ...(found.current === null
      ? []
      : [
          `model        ${found.current.version} at ${found.current.model.repo}@${found.current.model.commit}`,
        ]),
    ...(found.run === null ? [] : [`last run     ${found.run.id} ${found.run.state}`]),
  ].join('\n');
