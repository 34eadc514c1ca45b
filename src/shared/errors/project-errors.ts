export const projectErrors = {
  'project.not_found': { status: 404, text: 'There is no project {id} here.' },
  'project.branch_taken': {
    status: 409,
    text: '{repo}@{branch} holds the labels of project {project} already. Choose another branch.',
  },
  'task.not_found': { status: 404, text: 'There is no task {id} here.' },
  'task.none_left': { status: 404, text: 'There is no task left for you in this project.' },
  'task.taken': { status: 409, text: '{name} is labeling this task until {until}.' },
  'task.retired': {
    status: 409,
    text: 'The data of task {id} was removed or changed; labels for it are kept in history only.',
  },
  'annotation.not_found': { status: 404, text: 'There is no annotation {id} here.' },
  'annotation.changed': {
    status: 409,
    text: '{name} changed this annotation at {at}. Look at theirs, then update again.',
  },
  'config.in_use': {
    status: 409,
    text: 'Labels use what this config has no place for: {classes}. POST /api/lw/projects/{id}/config-change says what becomes of them, and changes both.',
  },
  'act.not_found': {
    status: 404,
    text: 'There is no act {id} here that can be undone; after two weeks an act is for good.',
  },
  'act.undone': { status: 409, text: 'It was undone already.' },
  'comment.not_found': { status: 404, text: 'There is no comment {id} here.' },
  'draft.not_found': { status: 404, text: 'There is no draft {id} here.' },
  'prediction.not_found': { status: 404, text: 'There is no prediction {id} here.' },
  'source.not_found': { status: 404, text: 'There is no source {id} here.' },
  'source.unreadable': { status: 400, text: '{path} cannot be read as {method}: {reason}.' },
  'labels.conflicts_open': {
    status: 409,
    text: 'Conflicts that wait for a person: {count}. Settle them on the history page, then commit.',
  },
  'conflict.not_found': { status: 404, text: 'There is no open conflict {id} here.' },
  'work.cancelled': { status: 409, text: 'It was cancelled, and the labels are as they were.' },
  'conflict.unreadable': {
    status: 409,
    text: '{path} cannot be taken: {reason}. Mend it on the label branch, or keep ours.',
  },
  'export.unknown': {
    status: 400,
    text: 'There is no export format {format}. GET /api/lw/projects/{id}/export-formats lists them.',
  },
  'export.unfit': { status: 400, text: 'These labels cannot be written as {format}: {reason}.' },
  'run.not_found': { status: 404, text: 'There is no run {id} here.' },
  'suggestions.off': {
    status: 409,
    text: 'Suggestions are off in this project. Turn them on in its settings first.',
  },
  'suggestions.few_labels': {
    status: 409,
    text: 'Nothing can be learned yet. Labeled tasks that are committed: {count} of the {needed} that it takes; missing: {missing}.',
  },
  'template.not_found': { status: 404, text: 'There is no template {id}. GET /api/lw/templates lists them.' },
  'sample.not_installed': {
    status: 501,
    text: 'The sample needs the package {package}, which is not installed. Run npm install with development dependencies.',
  },
  'import.invalid': { status: 400, text: 'Item {index} cannot be imported: {reason}. Nothing was imported.' },
  'import.unreadable': { status: 400, text: '{file} cannot be imported: {reason}. Nothing was imported.' },
  'target.has_labels': {
    status: 409,
    text: 'Labels were committed to {repo}@{branch} already. Make another project for another branch.',
  },
} as const;
