import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Download, FolderOutput } from 'lucide-react';
import { useState } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import type { exportFormatNames } from '../../shared/contract/export-format-names.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Button, buttonClass } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { CheckField, SelectField, TextField } from '../parts/field.tsx';
import { plural } from '../../shared/plural.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { toast } from '../parts/toast.tsx';
import { queries } from '../queries.ts';
import s from './export-dialog.module.css';

type ExportFormatName = (typeof exportFormatNames)[number];
type Format = { readonly name: ExportFormatName; readonly title: string; readonly isFolder: boolean };

const extensionOf = (format: { readonly isFolder: boolean; readonly extension: string }): string =>
  format.isFolder ? 'zip' : format.extension.replace(/^\./, '');

/** Writes a format as files of a branch, where every client of the S3 gateway reads them. */
const ToFolder = ({
  project,
  format,
  labelRef,
  onDone,
}: {
  readonly project: Project;
  readonly format: Format;
  readonly labelRef: string;
  readonly onDone: () => void;
}) => {
  const router = useRouter();
  const [repo, setRepo] = useState(`${project.target.repo}_export`.slice(0, 63));
  const [branch, setBranch] = useState('master');
  const [prefix, setPrefix] = useState(format.name.toLowerCase());
  const write = useMutation({
    mutationFn: () =>
      api.projects.exportTo({
        params: { id: project.id },
        body: { format: format.name, repo, branch, prefix, ...(labelRef ? { ref: labelRef } : {}) },
      }),
    onSuccess: ({ commit, files, pending }) => {
      onDone();
      const left = pending > 0 ? `; ${plural(pending, 'task')} not committed yet are not in it` : '';
      toast(
        commit ? `${plural(files, 'file')} in ${repo}@${branch}${left}` : 'Those files are there already',
        {
          label: 'Show',
          run: () => void router.navigate({ to: '/repos/$repo/$ref', params: { repo, ref: branch } }),
        },
      );
    },
  });
  return (
    <div className={s.folder}>
      <TextField label="Repo" mono value={repo} onChange={(event) => setRepo(event.target.value)} />
      <TextField label="Branch" mono value={branch} onChange={(event) => setBranch(event.target.value)} />
      <TextField label="Folder" mono value={prefix} onChange={(event) => setPrefix(event.target.value)} />
      <Button variant="primary" busy={write.isPending} disabled={!repo} onClick={() => write.mutate()}>
        Write
      </Button>
      {write.error ? <ErrorNote error={write.error} /> : null}
    </div>
  );
};

/** Takes labels out: every format that fits the config, of now or of a tag; and why the others don't fit. */
export const ExportButton = ({ project }: { readonly project: Project }) => {
  const [open, setOpen] = useState(false);
  const [labelRef, setLabelRef] = useState('');
  const [all, setAll] = useState(false);
  const [folder, setFolder] = useState<ExportFormatName | null>(null);
  const formats = useQuery({ ...queries.exportFormats(project.id), enabled: open });
  const history = useQuery({
    queryKey: ['project', project.id, 'export-refs'],
    queryFn: () => api.projects.history({ params: { id: project.id }, query: { limit: 100 } }),
    enabled: open,
  }).data;
  const mayWrite = includesRole(project.role, 'manager');
  const items = formats.data?.items ?? [];
  const href = (format: Format): string => {
    const query = new URLSearchParams({ format: format.name });
    if (labelRef) query.set('ref', labelRef);
    if (all) query.set('all', 'true');
    return `/api/lw/projects/${encodeURIComponent(project.id)}/export?${query}`;
  };
  return (
    <>
      <Button icon={<Download />} onClick={() => setOpen(true)}>
        Export
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} wide title="Export labels">
        <div className={s.what}>
          <SelectField
            label="Labels"
            value={labelRef}
            onChange={(event) => setLabelRef(event.target.value)}
            options={[
              { value: '', label: 'As they are now' },
              ...(history?.items ?? []).flatMap((commit) => [
                ...commit.tags.map((tag) => ({ value: tag, label: `Tag ${tag}` })),
                {
                  value: commit.id,
                  label: `${commit.id.slice(0, 8)} ${commit.message.split('\n')[0]}`.slice(0, 70),
                },
              ]),
            ]}
          />
          <CheckField
            label="Tasks without labels too"
            checked={all}
            onChange={(event) => setAll(event.target.checked)}
          />
        </div>
        {formats.isPending ? <SkeletonRows count={5} height={48} /> : null}
        {formats.isError ? <ErrorNote error={formats.error} /> : null}
        <ul className={s.formats}>
          {items
            .filter((format) => format.whyNot === null)
            .map((format) => (
              <li key={format.name}>
                <div className={s.format}>
                  <p>
                    <b>{format.title}</b>
                    <small>{format.description}</small>
                  </p>
                  {mayWrite ? (
                    <Button
                      size="small"
                      variant="quiet"
                      icon={<FolderOutput />}
                      aria-expanded={folder === format.name}
                      aria-label={`${format.title} to a folder`}
                      onClick={() => setFolder(folder === format.name ? null : format.name)}
                    >
                      To a folder
                    </Button>
                  ) : null}
                  <a
                    className={buttonClass({ size: 'small' })}
                    href={href(format)}
                    download
                    aria-label={`Download ${format.title}, ${extensionOf(format)}`}
                  >
                    <Download />
                    {extensionOf(format)}
                  </a>
                </div>
                {folder === format.name ? (
                  <ToFolder
                    project={project}
                    format={format}
                    labelRef={labelRef}
                    onDone={() => {
                      setFolder(null);
                      setOpen(false);
                    }}
                  />
                ) : null}
              </li>
            ))}
        </ul>
        {items.some((format) => format.whyNot !== null) ? (
          <details className={s.unfit}>
            <summary>
              {plural(items.filter((format) => format.whyNot !== null).length, 'format')} not for this config
            </summary>
            <dl>
              {items
                .filter((format) => format.whyNot !== null)
                .map((format) => (
                  <div key={format.name}>
                    <dt>{format.title}</dt>
                    <dd>{format.whyNot}</dd>
                  </div>
                ))}
            </dl>
          </details>
        ) : null}
      </Dialog>
    </>
  );
};
