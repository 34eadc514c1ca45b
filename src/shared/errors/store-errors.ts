export const storeErrors = {
  'repo.not_found': { status: 404, text: 'There is no repo {repo} here.' },
  'repo.exists': { status: 409, text: 'There is a repo {repo} already.' },
  'repo.in_use': { status: 409, text: 'Repo {repo} is used by {users}. Delete those first, or pass force.' },
  'name.invalid': {
    status: 400,
    text: '"{name}" cannot name a {kind}: use 1 to 63 of A-Z a-z 0-9 _ -{hint}.',
  },
  'branch.not_found': { status: 404, text: 'There is no branch {branch} in {repo}.' },
  'branch.exists': { status: 409, text: 'There is a branch or tag {branch} in {repo} already.' },
  'branch.default': {
    status: 409,
    text: '{branch} is the default branch of {repo}: the bare name means it. Make another one the default first, or delete the repo.',
  },
  'branch.moved': {
    status: 409,
    text: '{repo}@{branch} is at {head}, not at {expected}. Look at what came, then try again.',
  },
  'tag.not_found': { status: 404, text: 'There is no tag {tag} in {repo}.' },
  'commit.not_found': { status: 404, text: '{repo} has no commit {ref}.' },
  'commit.not_on_branch': { status: 404, text: 'Commit {commit} was never on {repo}@{branch}.' },
  'commit.ambiguous': {
    status: 409,
    text: '{ref} begins several commits of {repo}. Give more of its digits.',
  },
  'commit.none': { status: 404, text: '{repo}@{ref} has no commit yet.' },
  'ref.not_found': { status: 404, text: '{repo} has no branch, tag or commit {ref}.' },
  'ref.read_only': { status: 409, text: '{ref} is not a branch; only a branch can be written to.' },
  'file.not_found': { status: 404, text: '{repo}@{ref} has no file {path}.' },
  'file.key_invalid': { status: 400, text: '"{path}" cannot name a file: {reason}.' },
  'object.precondition': { status: 412, text: 'The file is not as the request expects ({condition}).' },
  'object.missing': { status: 500, text: 'Object {sha256} is named but its bytes are gone. Run ./lw fsck.' },
  'object.damaged': { status: 500, text: 'Object {sha256} does not hold what its name says. Run ./lw fsck.' },
  'upload.not_found': {
    status: 404,
    text: 'There is no multipart upload {id} here; it may have been completed or aborted.',
  },
  'upload.part_invalid': {
    status: 400,
    text: 'Part {number} of the upload is not there, or its ETag differs. Upload it again.',
  },
  'merge.conflict': { status: 409, text: 'Both sides changed {count} files: {paths}.' },
  'data.locked': {
    status: 409,
    text: 'The data folder {folder} is held by process {pid}. Stop it, or start with --replace.',
  },
  'data.newer': {
    status: 500,
    text: 'The data folder was written by a newer Labelwright ({found}; this one knows {known}). Start that version.',
  },
} as const;
