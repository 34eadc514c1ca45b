export const labelErrors = {
  'config.invalid': {
    status: 400,
    text: 'The labeling config does not fit, line {line}, column {column}: {reason}.',
  },
  'result.invalid': { status: 400, text: 'Result {index} does not fit the config: {reason}.' },
  'task_file.invalid': { status: 400, text: '{path} is not a task file: {reason}.' },
} as const;
