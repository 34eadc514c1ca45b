import { expect, test } from 'vitest';
import { isS3Request } from './is-s3-request.ts';

const v4 = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;

test.each([
  ['GET', '/r/k', { authorization: v4('s3') }, true],
  ['GET', '/api/x', { authorization: v4('s3') }, true],
  ['GET', '/', { authorization: v4('sagemaker') }, false],
  ['GET', '/', { authorization: 'AWS4-HMAC-SHA256 nonsense' }, true],
  ['GET', '/', { authorization: 'AWS AK:sig' }, true],
  ['GET', '/', { authorization: 'Token abc' }, false],
  ['GET', '/', { authorization: 'Bearer abc' }, false],
  ['GET', '/r/k', {}, false],
  [
    'GET',
    '/r/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F20130524%2Fx%2Fs3%2Faws4_request',
    {},
    true,
  ],
  ['GET', '/r/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A/20130524/x/ec2/aws4_request', {}, false],
  ['GET', '/r/k?AWSAccessKeyId=A&Signature=s&Expires=1', {}, true],
  ['GET', '/r/k?Signature=s', {}, false],
  ['OPTIONS', '/r/k', { origin: 'https://a.example' }, true],
  ['OPTIONS', '/apis/k', { origin: 'https://a.example' }, true],
  ['OPTIONS', '/api/repos', { origin: 'https://a.example' }, false],
  ['OPTIONS', '/api', { origin: 'https://a.example' }, false],
  ['OPTIONS', '/r/k', {}, false],
])('%s %s %j → %s', (method, url, headers, expected) => {
  expect(isS3Request({ method, url, headers })).toBe(expected);
});
