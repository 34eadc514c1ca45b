import type { Webhook } from '../../shared/contract/webhooks.ts';

/** Which commits a webhook is told of, in words. `titleOf` knows the projects that there are. */
export const scopeText = (
  webhook: Pick<Webhook, 'project' | 'repo' | 'branch' | 'send_for_all_actions' | 'actions'>,
  titleOf: (project: number) => string | undefined,
): string => {
  const { project, repo, branch } = webhook;
  if (!webhook.send_for_all_actions && !webhook.actions.includes('COMMIT'))
    return 'nothing: no event is chosen';
  const place = branch === null ? repo : `${repo ?? 'any repo'}@${branch}`;
  const labels = project === null ? null : `labels of ${titleOf(project) ?? `project ${project}`}`;
  return [labels, place].filter((part) => part !== null).join(', ') || 'every commit';
};
