/** A command on a data folder itself, without going through a running server. */
export type MaintenanceCommand = {
  readonly name: string;
  /** Answers the exit code. */
  run(call: MaintenanceCall): Promise<number>;
};

export type MaintenanceCall = {
  readonly dataDir: string;
  /** What stands after the command's name, options left out. */
  readonly args: readonly string[];
  /** Switches such as `--rebuild`. */
  readonly flags: ReadonlySet<string>;
  /** `--raw`: answer JSON. */
  readonly raw: boolean;
  readonly print: (text: string) => void;
};
