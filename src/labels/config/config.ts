import type { JsonObject } from '../json.ts';
import type { ConfigNode, ConfigProblem } from './config-node.ts';

/** A Label, Choice or Relation inside a control. */
export type ConfigLabel = {
  readonly value: string;
  readonly alias?: string;
  /** What results hold: the alias where there is one, else the value. */
  readonly result: string;
  /** `result` of each enclosing Choice and its own; one long unless choices are nested. */
  readonly path: readonly string[];
  readonly background?: string;
  readonly hotkey?: string;
  readonly hint?: string;
  readonly selected: boolean;
  readonly node: ConfigNode;
};

export type ConfigControl = {
  readonly name: string;
  /** Lower-case; the key of its entry in the tag registry. */
  readonly tag: string;
  readonly toNames: readonly string[];
  readonly labels: readonly ConfigLabel[];
  /** More labels or choices come from the task's data or a URL. */
  readonly hasDynamicLabels: boolean;
  readonly node: ConfigNode;
};

export type ConfigObject = {
  readonly name: string;
  readonly tag: string;
  /** `$field`, a template or plain text; undefined where the tag has none. */
  readonly value: string | undefined;
  readonly node: ConfigNode;
};

export type ExampleTask = {
  readonly data: JsonObject;
  readonly annotations?: readonly JsonObject[];
  readonly predictions?: readonly JsonObject[];
};

/** A labeling config, parsed. Indexes are in the order of the document. */
export type Config = {
  readonly root: ConfigNode;
  readonly controls: ReadonlyMap<string, ConfigControl>;
  readonly objects: ReadonlyMap<string, ConfigObject>;
  /** What relations may be called; empty where the config says nothing. */
  readonly relations: readonly ConfigLabel[];
  readonly exampleTask?: ExampleTask;
  /** Not fatal; each can be shown in place. */
  readonly problems: readonly ConfigProblem[];
};
