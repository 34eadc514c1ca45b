import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Suggestions } from '../../shared/contract/pipelines.ts';
import { api } from '../api.ts';
import { toast } from '../parts/toast.tsx';
import { queries, renewProject } from '../queries.ts';

/** What can be done with a project's suggestions: set them, on and off with the rest; train now. */
export const useSuggestions = (project: string) => {
  const client = useQueryClient();
  const done = (next: Suggestions) => {
    client.setQueryData(queries.suggestions(project).queryKey, next);
    void renewProject(client, project);
  };
  const set = useMutation({
    mutationFn: (body: { enabled: boolean; labels?: number; seconds?: number; threshold?: number }) =>
      api.pipelines.setSuggestions({ params: { id: project }, body }),
    onSuccess: done,
  });
  const retrain = useMutation({
    mutationFn: () => api.pipelines.retrain({ params: { id: project } }),
    onSuccess: (next) => {
      toast('Training on the labels of the last commit');
      done(next);
    },
  });
  return { set, retrain };
};
