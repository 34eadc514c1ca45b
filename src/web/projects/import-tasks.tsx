import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { plural } from '../../shared/plural.ts';
import { toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import s from './tasks-page.module.css';
import { useUndoToast } from './use-undo.ts';

/** Imports files of tasks into a project, one after the other; each is taken whole or not at all. */
export const useImport = (project: string) => {
  const client = useQueryClient();
  const say = useUndoToast(project);
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      const sum = { tasks: 0, annotations: 0, predictions: 0, acts: [] as (string | null)[] };
      for (const file of files) {
        const made = await api.projects.import({
          params: { id: project },
          query: { filename: file.name },
          body: file,
        });
        sum.tasks += made.tasks;
        sum.annotations += made.annotations;
        sum.predictions += made.predictions;
        sum.acts.push(made.undo);
      }
      return sum;
    },
    onError: toastError,
    onSuccess: (sum) =>
      say(
        `Imported ${plural(sum.tasks, 'task')}, ${plural(sum.annotations, 'annotation')}, ${plural(sum.predictions, 'prediction')}`,
        sum.acts,
      ),
    onSettled: () => renewProject(client, project),
  });
};

export const ImportButton = ({ importing }: { readonly importing: ReturnType<typeof useImport> }) => {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<Upload />} busy={importing.isPending} onClick={() => picker.current?.click()}>
        Import
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept=".json,.jsonl,.ndjson,.csv,.tsv,.txt"
        aria-label="Files of tasks to import"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) importing.mutate(files);
        }}
      />
    </>
  );
};

/** Takes dropped files for import. */
export const ImportDrop = ({
  importing,
  enabled,
  children,
}: {
  readonly importing: ReturnType<typeof useImport>;
  readonly enabled: boolean;
  readonly children: ReactNode;
}) => {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) importing.mutate(files);
  };
  return (
    <section
      aria-label="Tasks"
      className={over ? s.dropping : undefined}
      onDragOver={(event) => {
        if (!enabled) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (enabled) drop(event);
      }}
    >
      {children}
    </section>
  );
};
