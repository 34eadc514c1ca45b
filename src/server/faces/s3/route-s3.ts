import { abortMultipartUpload } from './operations/abort-multipart-upload.ts';
import { bucketQuestions, putBucketVersioning } from './operations/bucket-settings.ts';
import { completeMultipartUpload } from './operations/complete-multipart-upload.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { createMultipartUpload } from './operations/create-multipart-upload.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getObject } from './operations/get-object.ts';
import { headBucket } from './operations/head-bucket.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listMultipartUploads } from './operations/list-multipart-uploads.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjects } from './operations/list-objects.ts';
import { listParts } from './operations/list-parts.ts';
import { getObjectAcl, getObjectTagging } from './operations/object-questions.ts';
import { putObject } from './operations/put-object.ts';
import { uploadPart, uploadPartCopy } from './operations/upload-part.ts';
import type { S3Operation } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { headerValue, type SignedRequest } from './signed-request.ts';

/** The operation that a request means, by method, path and subresource. Throws NotImplemented or MethodNotAllowed. */
export const routeS3 = (request: SignedRequest): S3Operation => {
  const { bucket, key, query } = request.url;
  const names = new Set(query.map(({ name }) => name));
  if (bucket === '') {
    if (request.method === 'GET') return listBuckets;
    throw new S3Error('MethodNotAllowed', `${request.method} needs a bucket.`);
  }
  if (key === '') return bucketRoute(request, names);
  return objectRoute(request, names);
};

const bucketRoute = (request: SignedRequest, names: ReadonlySet<string>): S3Operation => {
  if (request.method === 'GET') {
    if (names.has('uploads')) return listMultipartUploads;
    if (names.has('versions')) return listObjectVersions;
    for (const name of names) {
      const question = bucketQuestions.get(name);
      if (question) return question;
    }
  }
  if (request.method === 'POST' && names.has('delete')) return deleteObjects;
  if (request.method === 'PUT' && names.has('versioning')) return putBucketVersioning;
  refuseSubresource(names);
  const operation = bucketMethods.get(request.method);
  if (!operation) throw new S3Error('MethodNotAllowed', `${request.method} of a bucket is not known.`);
  return operation;
};

const objectRoute = (request: SignedRequest, names: ReadonlySet<string>): S3Operation => {
  const copies = headerValue(request.headers, 'x-amz-copy-source') !== undefined;
  if (names.has('uploadId')) {
    if (request.method === 'GET') return listParts;
    if (request.method === 'PUT') return copies ? uploadPartCopy : uploadPart;
    if (request.method === 'POST') return completeMultipartUpload;
    if (request.method === 'DELETE') return abortMultipartUpload;
  }
  if (request.method === 'POST' && names.has('uploads')) return createMultipartUpload;
  if (request.method === 'GET' && names.has('tagging')) return getObjectTagging;
  if (request.method === 'GET' && names.has('acl')) return getObjectAcl;
  refuseSubresource(names);
  if (request.method === 'PUT' && copies) return copyObject;
  const operation = objectMethods.get(request.method);
  if (!operation) throw new S3Error('MethodNotAllowed', `${request.method} of an object is not known.`);
  return operation;
};

const bucketMethods: ReadonlyMap<string, S3Operation> = new Map([
  ['GET', listObjects],
  ['HEAD', headBucket],
  ['PUT', createBucket],
  ['DELETE', deleteBucket],
]);

const objectMethods: ReadonlyMap<string, S3Operation> = new Map([
  ['GET', getObject],
  ['HEAD', getObject],
  ['PUT', putObject],
  ['DELETE', deleteObject],
]);

/** Taken for a plain request these would do something quite different from what was asked. */
const refuseSubresource = (names: ReadonlySet<string>): void => {
  for (const name of names)
    if (subresources.has(name))
      throw new S3Error('NotImplemented', `?${name} is not implemented for this method.`);
};

const subresources: ReadonlySet<string> = new Set(
  `accelerate acl analytics append attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle
  location logging metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock
  replication requestPayment restore retention select session tagging torrent uploadId uploads versioning versions
  website`.split(/\s+/),
);
