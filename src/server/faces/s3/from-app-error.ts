import type { AppError } from '../../../shared/errors/app-error.ts';
import { S3Error } from './s3-error.ts';
import type { S3ErrorCode } from './s3-error-table.ts';

/** Says a coded error of the layers below in S3's words; undefined for what is a fault of ours. */
export const fromAppError = (error: AppError): S3Error | undefined => {
  const code = codes.get(error.code);
  return code && new S3Error(code, error.message);
};

const codes: ReadonlyMap<string, S3ErrorCode> = new Map([
  ['repo.not_found', 'NoSuchBucket'],
  ['branch.not_found', 'NoSuchBucket'],
  ['tag.not_found', 'NoSuchBucket'],
  ['ref.not_found', 'NoSuchBucket'],
  ['commit.not_found', 'NoSuchBucket'],
  ['commit.ambiguous', 'NoSuchBucket'],
  ['commit.not_on_branch', 'NoSuchBucket'],
  ['commit.none', 'NoSuchKey'],
  ['repo.exists', 'BucketAlreadyOwnedByYou'],
  ['branch.exists', 'BucketAlreadyOwnedByYou'],
  ['repo.in_use', 'BucketNotEmpty'],
  ['name.invalid', 'InvalidBucketName'],
  ['branch.default', 'InvalidBucketState'],
  ['branch.moved', 'PreconditionFailed'],
  ['ref.read_only', 'MethodNotAllowed'],
  ['file.not_found', 'NoSuchKey'],
  ['file.key_invalid', 'InvalidArgument'],
  ['object.precondition', 'PreconditionFailed'],
  ['upload.not_found', 'NoSuchUpload'],
  ['upload.part_invalid', 'InvalidPart'],
  ['request.conflict', 'OperationAborted'],
  ['request.invalid', 'InvalidRequest'],
  ['request.too_large', 'EntityTooLarge'],
  ['storage.full', 'StorageFull'],
  ['auth.forbidden', 'AccessDenied'],
  ['project.branch_taken', 'OperationAborted'],
] satisfies [string, S3ErrorCode][]);
