import { labelingBench } from './labeling.ts';

export const bench = labelingBench('export');
