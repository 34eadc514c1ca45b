import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseRawUrl } from './raw-url.ts';
import { verifySigV2, readSigV2Query, checkSigV2Time } from './sigv2-query.ts';
import type { SignedRequest } from './signed-request.ts';
import { checkSigV4Time, readSigV4Header, readSigV4Query, verifySigV4 } from './sigv4.ts';

// The worked examples of Amazon S3's documentation of signature versions 4 and 2.
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const host = 'examplebucket.s3.amazonaws.com';
const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

const signed = (
  method: string,
  url: string,
  headers: Record<string, string>,
  signedHeaders: string,
  signature: string,
): SignedRequest => ({
  method,
  url: parseRawUrl(url),
  headers: {
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    authorization: [
      `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`,
    ],
  },
});

const amz = { host, 'x-amz-date': '20130524T000000Z', 'x-amz-content-sha256': emptyHash };
const plain = 'host;x-amz-content-sha256;x-amz-date';
const examples = {
  'GET object': signed(
    'GET',
    '/test.txt',
    { ...amz, range: 'bytes=0-9' },
    'host;range;x-amz-content-sha256;x-amz-date',
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ),
  'PUT object': signed(
    'PUT',
    '/test%24file.text',
    {
      ...amz,
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ),
  'GET bucket lifecycle': signed(
    'GET',
    '/?lifecycle',
    amz,
    plain,
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ),
  'list objects': signed(
    'GET',
    '/?max-keys=2&prefix=J',
    amz,
    plain,
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ),
};

test.each(Object.entries(examples))('%s verifies, and no other request does', (_, request) => {
  const sig = readSigV4Header(request);
  verifySigV4(sig, secret, request, [host]);
  const refused = expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 403 });
  expect(() => verifySigV4(sig, `${secret}x`, request, [host])).toThrow(refused);
  expect(() => verifySigV4(sig, secret, { ...request, method: 'DELETE' }, [host])).toThrow(refused);
  expect(() => verifySigV4(sig, secret, { ...request, url: parseRawUrl('/other') }, [host])).toThrow(refused);
  expect(() => verifySigV4(sig, secret, request, ['other'])).toThrow(refused);
  expect(() => verifySigV4({ ...sig, signature: '' }, secret, request, [host])).toThrow(refused);
  verifySigV4(sig, secret, request, ['inner.host', host]);
});

const presigned = (signature: string): SignedRequest => ({
  method: 'GET',
  headers: { host: [host] },
  url: parseRawUrl(
    `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`,
  ),
});

test('the presigned URL verifies, and expires', () => {
  const request = presigned('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
  const sig = readSigV4Query(request);
  verifySigV4(sig, secret, request, [host]);
  const start = Date.UTC(2013, 4, 24);
  checkSigV4Time(sig, start);
  checkSigV4Time(sig, start + 86_400_000);
  expect(() => checkSigV4Time(sig, start + 86_400_001)).toThrow(
    expect.objectContaining({ code: 'AccessDenied' }),
  );
  expect(() => checkSigV4Time(sig, start - 901_000)).toThrow(
    expect.objectContaining({ code: 'RequestTimeTooSkewed' }),
  );
  const extra = { ...request, headers: { ...request.headers, 'x-amz-acl': ['public-read'] } };
  expect(() => verifySigV4(sig, secret, extra, [host])).toThrow(/not signed/);
});

test('a signed header is good for 15 minutes either way', () => {
  const sig = readSigV4Header(examples['GET object']);
  const start = Date.UTC(2013, 4, 24);
  checkSigV4Time(sig, start + 900_000);
  checkSigV4Time(sig, start - 900_000);
  for (const off of [900_001, -900_001])
    expect(() => checkSigV4Time(sig, start + off)).toThrow(
      expect.objectContaining({ code: 'RequestTimeTooSkewed' }),
    );
});

test('the host must be signed', () => {
  const request = signed('GET', '/x', amz, 'x-amz-content-sha256;x-amz-date', '00');
  expect(() => verifySigV4(readSigV4Header(request), secret, request, [host])).toThrow(/not signed/);
});

test.each([
  ['AWS4-HMAC-SHA256 nothing', 'AuthorizationHeaderMalformed'],
  [
    'AWS4-HMAC-SHA256 Credential=A/20130524/r/ec2/aws4_request,SignedHeaders=host,Signature=0',
    'AuthorizationHeaderMalformed',
  ],
  [
    'AWS4-HMAC-SHA256 Credential=A/20130525/r/s3/aws4_request,SignedHeaders=host,Signature=0',
    'AuthorizationHeaderMalformed',
  ],
  [
    'AWS4-HMAC-SHA256 Credential=/20130524/r/s3/aws4_request,SignedHeaders=host,Signature=0',
    'AuthorizationHeaderMalformed',
  ],
  ['AWS4-ECDSA-P256-SHA256 Credential=A/20130524/s3/aws4_request', 'InvalidRequest'],
])('%s → %s', (authorization, code) => {
  const request = {
    ...examples['GET object'],
    headers: { ...examples['GET object'].headers, authorization: [authorization] },
  };
  expect(() => readSigV4Header(request)).toThrow(expect.objectContaining({ code }));
});

test('the version 2 query example verifies', () => {
  const request: SignedRequest = {
    method: 'GET',
    headers: { host: ['johnsmith.s3.amazonaws.com'] },
    url: parseRawUrl(
      '/johnsmith/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620',
    ),
  };
  const sig = readSigV2Query(request);
  checkSigV2Time(sig, 1_175_139_620_000);
  expect(() => checkSigV2Time(sig, 1_175_139_621_000)).toThrow(/expired/);
  expect(() => readSigV2Query({ ...request, method: 'PUT' })).toThrow(
    expect.objectContaining({ code: 'AccessDenied' }),
  );
  expect(() => verifySigV2(sig, `${secret}x`, request)).toThrow(
    expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
  );
  verifySigV2(sig, secret, request);
});

test('version 2 for a bucket: signed as /bucket/, asked for as /bucket, as boto3 presigns a list', () => {
  const signature = createHmac('sha1', secret).update('GET\n\n\n1175139620\n/johnsmith/').digest('base64');
  const request = (path: string): SignedRequest => ({
    method: 'GET',
    headers: { host: ['localhost'] },
    url: parseRawUrl(
      `${path}?prefix=a&AWSAccessKeyId=A&Signature=${encodeURIComponent(signature)}&Expires=1175139620`,
    ),
  });
  for (const path of ['/johnsmith', '/johnsmith/'])
    verifySigV2(readSigV2Query(request(path)), secret, request(path));
  for (const path of ['/johnsmit', '/johnsmith/a', '/'])
    expect(() => verifySigV2(readSigV2Query(request(path)), secret, request(path))).toThrow();
});
