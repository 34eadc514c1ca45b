import { plural } from '../../shared/plural.ts';

/** What to tell somebody who named a head while changes wait in staging under the policy `manual`. */
export const leftOutWarning = (leftOut: number): { warnings?: string[] } =>
  leftOut === 0
    ? {}
    : {
        warnings: [
          `${plural(leftOut, 'staged change is', 'staged changes are')} not in this commit; the branch's policy is manual. Commit the branch to include them.`,
        ],
      };
