import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Images, Sparkles } from 'lucide-react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { toastError } from '../parts/toast.tsx';

const samples = {
  mail: { text: 'Try the sample', icon: <Sparkles /> },
  digits: { text: 'Sample with images', icon: <Images /> },
} as const;

/** Makes a sample project (or finds it) and opens it. */
export const SampleButton = ({
  size = 'normal',
  name = 'mail',
}: {
  readonly size?: 'normal' | 'large';
  readonly name?: keyof typeof samples;
}) => {
  const client = useQueryClient();
  const router = useRouter();
  const make = useMutation({
    mutationFn: () => api.projects.sample({ params: { name } }),
    onError: toastError,
    onSuccess: async (project) => {
      await client.invalidateQueries({ queryKey: ['projects'] });
      await client.invalidateQueries({ queryKey: ['repos'] });
      await router.navigate({ to: '/projects/$id/tasks', params: { id: project.id } });
    },
  });
  return (
    <Button
      variant={size === 'large' && name === 'mail' ? 'primary' : 'plain'}
      size={size}
      icon={samples[name].icon}
      busy={make.isPending}
      onClick={() => make.mutate()}
    >
      {samples[name].text}
    </Button>
  );
};
