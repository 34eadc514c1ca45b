import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { clientTest, runTool } from './find-tool.ts';
import { hasModules, python } from './python-checks.ts';
import { type S3Fixture, startS3Fixture } from './s3-fixture.ts';

const present = hasModules('boto3');
let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await startS3Fixture();
});
afterAll(() => fixture.stop());

/** Runs a Python text with `s3` a boto3 client, `boto3`, `Config` and `refused(code, function)` at hand. */
const check = (name: string, text: string): void =>
  clientTest('boto3', present, `boto3: ${name}`, async () => {
    const file = join(fixture.folder, `${name.replace(/\W+/g, '-')}.py`);
    writeFileSync(file, `${prelude}\n${text}\nprint('all of it ran')\n`);
    const ran = await runTool(python ?? '', [file], fixture.env);
    if (ran.code !== 0) expect.fail(ran.stderr);
    expect(ran.stdout).toBe('all of it ran\n');
  });

const prelude = `
import boto3, hashlib, io, json, urllib.request
from botocore.config import Config
from botocore.exceptions import ClientError
s3 = boto3.client('s3')
def refused(code, call):
    try:
        call()
    except ClientError as error:
        assert error.response['Error']['Code'] == code, error.response
        return error.response
    raise AssertionError('not refused: ' + code)
`;

check(
  'what a Label Studio with S3 storages does',
  `
s3.create_bucket(Bucket='raw')
s3.create_bucket(Bucket='labels')
s3.head_bucket(Bucket='raw')
for n in range(3):
    s3.put_object(Bucket='raw', Key=f'texts/{n}.json', Body=json.dumps({'text': f'number {n}'}))
resource = boto3.resource('s3')
keys = [o.key for o in resource.Bucket('raw').objects.filter(Prefix='texts/').all()]
assert keys == ['texts/0.json', 'texts/1.json', 'texts/2.json'], keys
assert json.loads(resource.Object('raw', keys[1]).get()['Body'].read())['text'] == 'number 1'
for version in ('s3', 's3v4'):
    signer = boto3.client('s3', config=Config(signature_version=version))
    url = signer.generate_presigned_url('get_object', Params={'Bucket': 'raw', 'Key': keys[2]}, ExpiresIn=60)
    assert ('X-Amz-Signature' in url) == (version == 's3v4'), url
    assert json.loads(urllib.request.urlopen(url).read())['text'] == 'number 2'
resource.Object('labels', 'annotations/17').put(Body=json.dumps({'id': 17}))
assert s3.list_objects_v2(Bucket='labels', Prefix='annotations/')['KeyCount'] == 1
resource.Object('labels', 'annotations/17').delete()
assert 'Contents' not in s3.list_objects_v2(Bucket='labels')
`,
);

check(
  'every checksum and payload kind',
  `
s3.create_bucket(Bucket='sums')
body = b'checked ' * 1000
for algorithm in ('CRC32', 'SHA1', 'SHA256'):
    answer = s3.put_object(Bucket='sums', Key=algorithm, Body=body, ChecksumAlgorithm=algorithm)
    assert answer['Checksum' + algorithm], answer
    s3.put_object(Bucket='sums', Key=algorithm, Body=io.BytesIO(body), ChecksumAlgorithm=algorithm)
    assert s3.get_object(Bucket='sums', Key=algorithm)['Body'].read() == body
for signing in (True, False):
    client = boto3.client('s3', config=Config(s3={'payload_signing_enabled': signing}))
    client.put_object(Bucket='sums', Key='signed', Body=body)
    assert client.get_object(Bucket='sums', Key='signed')['Body'].read() == body
md5 = hashlib.md5(body)
import base64
answer = s3.put_object(Bucket='sums', Key='md5', Body=body, ContentMD5=base64.b64encode(md5.digest()).decode())
assert answer['ETag'] == '"' + md5.hexdigest() + '"'
refused('BadDigest', lambda: s3.put_object(Bucket='sums', Key='md5', Body=b'other', ContentMD5=base64.b64encode(md5.digest()).decode()))
`,
);

check(
  'conditions, ranges, metadata, copies, odd keys',
  `
s3.create_bucket(Bucket='rules')
s3.put_object(Bucket='rules', Key='k', Body=b'0123456789', ContentType='text/x', Metadata={'who': 'me'}, CacheControl='no-store', IfNoneMatch='*')
refused('PreconditionFailed', lambda: s3.put_object(Bucket='rules', Key='k', Body=b'', IfNoneMatch='*'))
etag = s3.head_object(Bucket='rules', Key='k')['ETag']
s3.put_object(Bucket='rules', Key='k', Body=b'0123456789', ContentType='text/x', Metadata={'who': 'me'}, IfMatch=etag)
refused('304', lambda: s3.get_object(Bucket='rules', Key='k', IfNoneMatch=etag))
refused('PreconditionFailed', lambda: s3.get_object(Bucket='rules', Key='k', IfMatch='"x"'))
part = s3.get_object(Bucket='rules', Key='k', Range='bytes=2-4')
assert (part['Body'].read(), part['ContentRange']) == (b'234', 'bytes 2-4/10')
refused('InvalidRange', lambda: s3.get_object(Bucket='rules', Key='k', Range='bytes=99-'))
s3.copy_object(Bucket='rules', Key='copy', CopySource={'Bucket': 'rules', 'Key': 'k'})
copy = s3.head_object(Bucket='rules', Key='copy')
assert (copy['ContentType'], copy['Metadata']) == ('text/x', {'who': 'me'}), copy
s3.copy_object(Bucket='rules', Key='k', CopySource={'Bucket': 'rules', 'Key': 'k'}, MetadataDirective='REPLACE', Metadata={'b': '2'})
assert s3.head_object(Bucket='rules', Key='k')['Metadata'] == {'b': '2'}
odd = ['ü/💡', 'a b+c%20d&e=f', "q'uote\\"<x>", 'tab\\tnewline\\n', 'trailing/', 'x' * 1024, 'a/./b', 'a/../b', 'a//b', '../up']
for key in odd:
    s3.put_object(Bucket='rules', Key='odd/' + key if len(key) < 1000 else key, Body=key.encode())
listed = [o['Key'] for page in s3.get_paginator('list_objects_v2').paginate(Bucket='rules', Prefix='odd/', PaginationConfig={'PageSize': 2}) for o in page['Contents']]
assert sorted(listed) == sorted('odd/' + key for key in odd if len(key) < 1000), listed
assert listed == sorted(listed, key=lambda key: key.encode())
for key in listed:
    assert s3.get_object(Bucket='rules', Key=key)['Body'].read().decode() == key[4:]
one = [o['Key'] for page in s3.get_paginator('list_objects').paginate(Bucket='rules', PaginationConfig={'PageSize': 3}) for o in page['Contents']]
assert len(one) == len(odd) + 2, one
deleted = s3.delete_objects(Bucket='rules', Delete={'Objects': [{'Key': key} for key in one]})
assert len(deleted['Deleted']) == len(one) and 'Errors' not in deleted
`,
);

check(
  'multipart by hand and by the transfer manager',
  `
s3.create_bucket(Bucket='multi')
body = b'0123456789abcdef' * (20 * 2**16)
s3.upload_fileobj(io.BytesIO(body), 'multi', 'managed', ExtraArgs={'Metadata': {'a': 'b'}})
back = io.BytesIO()
s3.download_fileobj('multi', 'managed', back)
assert back.getvalue() == body
upload = s3.create_multipart_upload(Bucket='multi', Key='hand')['UploadId']
assert [u['UploadId'] for u in s3.list_multipart_uploads(Bucket='multi')['Uploads']] == [upload]
parts = []
for number, piece in ((1, body[:5 * 2**20]), (2, b'tail')):
    etag = s3.upload_part(Bucket='multi', Key='hand', UploadId=upload, PartNumber=number, Body=piece)['ETag']
    parts.append({'PartNumber': number, 'ETag': etag})
assert [p['Size'] for p in s3.list_parts(Bucket='multi', Key='hand', UploadId=upload)['Parts']] == [5 * 2**20, 4]
refused('InvalidPart', lambda: s3.complete_multipart_upload(Bucket='multi', Key='hand', UploadId=upload, MultipartUpload={'Parts': [{'PartNumber': 9, 'ETag': '"x"'}]}))
done = s3.complete_multipart_upload(Bucket='multi', Key='hand', UploadId=upload, MultipartUpload={'Parts': parts})
digests = b''.join(bytes.fromhex(p['ETag'].strip('"')) for p in parts)
assert done['ETag'] == '"' + hashlib.md5(digests).hexdigest() + '-2"', done
assert s3.get_object(Bucket='multi', Key='hand')['Body'].read() == body[:5 * 2**20] + b'tail'
gone = s3.create_multipart_upload(Bucket='multi', Key='gone')['UploadId']
s3.abort_multipart_upload(Bucket='multi', Key='gone', UploadId=gone)
refused('NoSuchUpload', lambda: s3.list_parts(Bucket='multi', Key='gone', UploadId=gone))
`,
);

check(
  'what is refused says why',
  `
for keys in (('wrong0000000000000000',) * 2,):
    client = boto3.client('s3', aws_access_key_id=keys[0], aws_secret_access_key=keys[1])
    error = refused('InvalidAccessKeyId', client.list_buckets)
    assert error['ResponseMetadata']['HTTPStatusCode'] == 403 and 'not known' in error['Error']['Message']
    head = refused('403', lambda: client.head_bucket(Bucket='any'))
    assert 'not known' in head['ResponseMetadata']['HTTPHeaders']['x-lw-error']
refused('NoSuchBucket', lambda: s3.list_objects_v2(Bucket='nobody'))
refused('InvalidBucketName', lambda: s3.create_bucket(Bucket='api'))
assert s3.create_bucket(Bucket='dev.asked')['Location'] == '/dev.asked'
assert s3.get_bucket_location(Bucket='asked')['LocationConstraint'] is None
assert s3.get_bucket_versioning(Bucket='asked')['Status'] == 'Enabled'
s3.put_object(Bucket='asked', Key='k', Body=b'')
assert [v['VersionId'] for v in s3.list_object_versions(Bucket='asked')['Versions']] == ['null']
boto3.resource('s3').Bucket('asked').object_versions.delete()
assert s3.list_objects_v2(Bucket='asked')['KeyCount'] == 0
refused('NotImplemented', lambda: s3.list_bucket_inventory_configurations(Bucket='asked'))
import os
key = os.environ['AWS_ACCESS_KEY_ID']
session = boto3.Session(key, key, 'ignored')
session.client('s3').list_buckets()
`,
);
