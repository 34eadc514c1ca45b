import { useEffect, useRef } from 'react';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { toast } from '../parts/toast.tsx';
import type { Backup } from './draft-keeper.ts';

/**
 * When the labeling config changes while a task is open, or did since this browser kept work on it: the work goes to
 * the server as what it was done with, and the task is opened anew as the config has it now. Answers the config to
 * show. Without a connection all stays as it is: the server takes an answer of the older config too.
 */
export const useConfigChange = ({
  project,
  task,
  backup,
  flush,
  reopen,
}: {
  readonly project: Project;
  /** As it is open. */
  readonly task: TaskView;
  readonly backup: { readonly read: () => Backup | null; readonly clear: () => void };
  /** Sends what is not saved yet. */
  readonly flush: () => Promise<void>;
  readonly reopen: () => Promise<void>;
}): string => {
  const isOther = task.configVersion !== project.configVersion;
  const config = useRef(project.config);
  if (!isOther) config.current = project.config;
  const latest = useRef({ flush, reopen, backup });
  latest.current = { flush, reopen, backup };
  const { id, draft, configVersion } = task;

  useEffect(() => {
    const follow = async () => {
      const old = olderThan(latest.current.backup.read(), configVersion);
      if (!isOther && !old) return;
      await latest.current.flush();
      const left = latest.current.backup.read();
      if (left && old && (draft === null || left.time > draft.updated))
        await api.projects.saveDraft({
          params: { id: project.id, task: id },
          body: { ...left, result: [...left.result] },
        });
      if (old) latest.current.backup.clear();
      await latest.current.reopen();
      toast('The labeling config was changed; your work goes on with it');
    };
    follow().catch(() => undefined);
  }, [project.id, id, isOther, configVersion, draft]);
  return config.current;
};

const olderThan = (backup: Backup | null, configVersion: number): boolean =>
  backup?.configVersion !== undefined && backup.configVersion !== configVersion;
