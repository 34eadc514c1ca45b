import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { toastError } from '../parts/toast.tsx';

/** Makes the sample project (or finds it) and opens it. */
export const SampleButton = ({ size = 'normal' }: { readonly size?: 'normal' | 'large' }) => {
  const client = useQueryClient();
  const router = useRouter();
  const make = useMutation({
    mutationFn: () => api.projects.sample({ params: { name: 'mail' } }),
    onError: toastError,
    onSuccess: async (project) => {
      await client.invalidateQueries({ queryKey: ['projects'] });
      await client.invalidateQueries({ queryKey: ['repos'] });
      await router.navigate({ to: '/projects/$id/tasks', params: { id: project.id } });
    },
  });
  return (
    <Button
      variant={size === 'large' ? 'primary' : 'plain'}
      size={size}
      icon={<Sparkles />}
      busy={make.isPending}
      onClick={() => make.mutate()}
    >
      Try the sample
    </Button>
  );
};
