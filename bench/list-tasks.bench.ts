import { labelingBench } from './labeling.ts';

export const bench = labelingBench('list-tasks');
