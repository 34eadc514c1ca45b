import { attribute, flag, listOf, type TagNode } from '../config/tag-node.ts';
import type { Control } from '../controls/control.ts';
import type { Region } from '../regions/region.ts';

/** What visibility looks at: the selected region, and what Choices say (about it, or about the item). */
export interface Sight {
  readonly region: Region | undefined;
  control(name: string): Control | undefined;
  /** The values of a choice control; leaf values of a path. */
  chosen(control: Control): readonly string[];
}

/** The control that gave the region its class: what `whenTagName` names (an object's name is taken as well). */
const isFrom = (region: Region, name: string): boolean =>
  region.toName === name || region.records.some((record) => record.json['from_name'] === name);

const regionFits = (node: TagNode, region: Region): boolean => {
  const tag = attribute(node, 'whenTagName');
  const labels = listOf(node, 'whenLabelValue');
  return (
    (!tag || isFrom(region, tag)) &&
    (labels.length === 0 || labels.some((label) => region.labels.includes(label)))
  );
};

function choiceFits(node: TagNode, sight: Sight): boolean {
  const control = sight.control(attribute(node, 'whenTagName') ?? '');
  if (!control) return false;
  const chosen = sight.chosen(control);
  const wanted = listOf(node, 'whenChoiceValue');
  if (wanted.length === 0) return chosen.length > 0;
  const shownOf = (value: string): string | undefined =>
    control.options.find((option) => option.value === value)?.shown;
  return wanted.some((value) => chosen.some((one) => one === value || shownOf(one) === value));
}

/** The tag's own rule; its ancestors are asked by `isVisible`. */
function ruleHolds(node: TagNode, sight: Sight): boolean {
  const rule = attribute(node, 'visibleWhen');
  if (rule === 'region-selected') return sight.region !== undefined && regionFits(node, sight.region);
  if (rule === 'no-region-selected') return sight.region === undefined;
  if (rule === 'choice-selected') return choiceFits(node, sight);
  if (rule === 'choice-unselected') return !choiceFits(node, sight);
  // The old form: whenChoiceValue alone.
  if (rule === undefined && attribute(node, 'whenChoiceValue') && attribute(node, 'whenTagName')) {
    return choiceFits(node, sight);
  }
  return true;
}

/** True when the tag is shown: its rule and those of all it lies in hold. */
export function isVisible(node: TagNode, sight: Sight): boolean {
  for (let each: TagNode | null = node; each; each = each.parent) {
    if (!ruleHolds(each, sight)) return false;
  }
  if (!flag(node, 'perRegion')) return true;
  const { region } = sight;
  return region !== undefined && listOf(node, 'toName').includes(region.toName) && regionFits(node, region);
}

/**
 * True when a control's result is kept at submit. What is only out of sight because no region is selected stays;
 * what belongs to a choice that was not made, or to a class that the region doesn't have, goes.
 */
export function isKept(node: TagNode, sight: Sight): boolean {
  for (let each: TagNode | null = node; each; each = each.parent) {
    const rule = attribute(each, 'visibleWhen');
    if (rule === 'no-region-selected') continue;
    if (rule === 'region-selected') {
      if (sight.region && !regionFits(each, sight.region)) return false;
      continue;
    }
    if (!ruleHolds(each, sight)) return false;
  }
  return !(flag(node, 'perRegion') && sight.region && !regionFits(node, sight.region));
}
