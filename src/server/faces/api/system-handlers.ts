import type { systemOperations } from '../../../shared/contract/system.ts';
import { programVersion } from '../../../shared/program-version.ts';
import { readStatus } from '../../system/read-status.ts';
import { eventStream } from './event-stream.ts';
import type { Handlers } from './handlers.ts';

/** The release of Label Studio whose API this one speaks: its clients read it to know what they may ask. */
const labelStudioRelease = '1.22.0';

/** Health, version, status and the live events. */
export const systemHandlers: Handlers<typeof systemOperations> = {
  async health() {
    return { status: 'UP' };
  },
  async version() {
    const part = { version: labelStudioRelease };
    return {
      release: labelStudioRelease,
      labelwright: programVersion,
      // the SDK asks the edition how to export, and wants each of these parts
      edition: 'Community',
      'label-studio-os-package': { ...part, latest_version_from_pypi: labelStudioRelease },
      'label-studio-os-backend': {},
      'label-studio-frontend': {},
      'label-studio-converter': part,
      dm2: {},
      lsf: {},
      backend: {},
    };
  },
  async status({ server, actor }) {
    return readStatus(server, actor);
  },
  async events({ server, actor, signal }) {
    return eventStream(server, actor, signal);
  },
};
