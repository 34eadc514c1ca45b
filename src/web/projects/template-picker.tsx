import { useQuery } from '@tanstack/react-query';
import { ErrorNote } from '../parts/error-state.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { queries } from '../queries.ts';
import { TemplatePicture } from './template-picture.tsx';
import s from './templates.module.css';

export type PickedTemplate = {
  readonly id: string;
  readonly config: string;
  readonly sampleData: Record<string, unknown>;
};

/** Ready-made configs by kind of data, each with a picture of what it asks. */
export const TemplatePicker = ({
  value,
  onPick,
}: {
  readonly value: string | null;
  readonly onPick: (template: PickedTemplate) => void;
}) => {
  const templates = useQuery(queries.templates);
  if (templates.isError) return <ErrorNote error={templates.error} />;
  if (templates.isPending) return <Skeleton height={180} />;
  const { items } = templates.data;
  const groups = [...new Set(items.map((template) => template.group))];
  return (
    <div className={s.gallery} role="group" aria-label="Templates">
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3>{group}</h3>
          <div className={s.templates}>
            {items
              .filter((template) => template.group === group)
              .map((template) => (
                <button
                  key={template.id}
                  type="button"
                  className={s.template}
                  aria-pressed={template.id === value}
                  onClick={() => onPick(template)}
                >
                  <span className={s.picture}>
                    <TemplatePicture config={template.config} />
                  </span>
                  <b>{template.title}</b>
                  <small>{template.description}</small>
                </button>
              ))}
          </div>
        </section>
      ))}
    </div>
  );
};
