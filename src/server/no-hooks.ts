import type { Hooks } from './server.ts';

/** For servers without projects: no project is anybody's. */
export const noHooks: Hooks = {
  projectRole: async () => null,
  onJoin: async () => [],
  countProjects: async () => 0,
};
