import { useQuery } from '@tanstack/react-query';
import { queries } from '../queries.ts';

/** How projects are called, by the number that webhooks keep. */
export const useProjectTitle = (): ((project: number) => string | undefined) => {
  const projects = useQuery(queries.projects).data?.items ?? [];
  return (project) => projects.find(({ id }) => id === String(project))?.title;
};
