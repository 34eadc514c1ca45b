import { needSpan } from '../../results/value-checks.ts';
import type { TagEntry } from '../tag-entry.ts';

export const audioTag: TagEntry = {
  name: 'Audio',
  aliases: ['AudioPlus'],
  kind: 'object',
  required: ['name', 'value'],
  numbers: ['height', 'waveheight', 'defaultspeed', 'defaultscale', 'defaultzoom', 'defaultvolume'],
  allowed: { decoder: ['webaudio', 'ffmpeg', 'none'], player: ['html5', 'webaudio'] },
  regionProblem: needSpan(false),
};
