import { attribute, type TagNode } from '../config/tag-node.ts';

/** What is wrong with a Number's value, as its tag wants it: `min`, `max`, and `step` counted from `min`. */
export function numberProblem(node: TagNode, value: number): string | undefined {
  const [min, max, step] = [limit(node, 'min'), limit(node, 'max'), limit(node, 'step')];
  if (min !== undefined && value < min) return `It must be at least ${min}.`;
  if (max !== undefined && value > max) return `It must be at most ${max}.`;
  if (step === undefined || step <= 0) return undefined;
  const steps = (value - (min ?? 0)) / step;
  // 0.3 / 0.1 is not 3 to a computer
  if (Math.abs(steps - Math.round(steps)) * step <= 1e-8) return undefined;
  const at = (count: number) => Number(((min ?? 0) + count * step).toPrecision(12));
  return `It must go in steps of ${step}: ${at(Math.floor(steps))} or ${at(Math.ceil(steps))}.`;
}

const limit = (node: TagNode, name: string): number | undefined => {
  const value = Number(attribute(node, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
};

/** The number that stands for no answer at a submit. */
export const defaultNumber = (node: TagNode): number | undefined => limit(node, 'defaultValue');
