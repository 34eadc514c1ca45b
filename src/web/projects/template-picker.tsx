import { useQuery } from '@tanstack/react-query';
import { ErrorNote } from '../parts/error-state.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { queries } from '../queries.ts';
import s from './config-editor.module.css';

/** Ready-made configs, by kind of data. */
export const TemplatePicker = ({
  value,
  onPick,
}: {
  readonly value: string | null;
  readonly onPick: (template: { readonly id: string; readonly config: string }) => void;
}) => {
  const templates = useQuery(queries.templates);
  if (templates.isError) return <ErrorNote error={templates.error} />;
  if (templates.isPending) return <Skeleton height={80} />;
  return (
    <div className={s.templates} role="group" aria-label="Templates">
      {templates.data.items.map((template) => (
        <button
          key={template.id}
          type="button"
          className={s.template}
          aria-pressed={template.id === value}
          onClick={() => onPick(template)}
        >
          <small>{template.group}</small>
          <b>{template.title}</b>
          <small>{template.description}</small>
        </button>
      ))}
    </div>
  );
};
