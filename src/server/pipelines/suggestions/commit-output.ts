import type { RunContext, StepAnswer } from '../../../pipelines/worker.ts';
import type { Json } from '../../../pipelines/hash-json.ts';
import { planCommit } from '../../../versions/commands/plan-commit.ts';
import type {
  Branch,
  Edit,
  Entry,
  Provenance,
  Repo,
  WrittenObject,
} from '../../../versions/version-store.ts';

type CommitOutput = {
  readonly repo: Repo;
  readonly branch: Branch;
  /** Sorted by UTF-8 bytes. */
  readonly edits: readonly Edit[];
  readonly objects?: readonly WrittenObject[];
  readonly held?: boolean;
  readonly message: string;
  readonly provenance: readonly Provenance[];
  /** Beside the commit: goes into the step's output. */
  readonly more?: { readonly [key: string]: Json };
};

/** A commit by a run, as a step's answer: it lands with the step's record or not at all. */
export const commitOutput = async (
  versions: Parameters<typeof planCommit>[0],
  { pipeline, run }: RunContext,
  args: CommitOutput,
): Promise<StepAnswer> => {
  const planned = await planCommit(versions, {
    repo: args.repo,
    branch: args.branch.name,
    expectedHead: args.branch.head,
    edits: args.edits,
    objects: args.objects ?? [],
    held: args.held ?? false,
    message: args.message,
    authors: [{ id: pipeline.id, name: 'Suggestions', count: args.edits.length }],
    madeBy: { type: 'pipeline', id: pipeline.id, run: run.id },
    provenance: withoutTwice(args.provenance),
    // equal bytes from other labels are another commit: its provenance is what is new
    evenIfEqual: true,
  });
  if (planned === null) throw new Error('a commit was to be made even of equal bytes');
  return {
    type: 'done',
    output: { repo: args.repo.uid, commit: planned.commit.id, ...args.more },
    statements: planned.statements,
    landed: planned.landed,
  };
};

const withoutTwice = (edges: readonly Provenance[]): readonly Provenance[] => [
  ...new Map(edges.map((edge) => [`${edge.repo} ${edge.commit}`, edge])).values(),
];

/** What a tree keeps of a file that a run wrote. */
export const entryOf = (
  { sha256, size, md5 }: { readonly sha256: string; readonly size: number; readonly md5: string },
  contentType: string,
  modified: number,
): Entry => ({ sha256, size, modified, contentType, metadata: {}, etag: md5 });
