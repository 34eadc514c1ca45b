export type Connection = {
  readonly endpoint: string;
  readonly bucket: string;
  /** The token, which is both S3 keys. */
  readonly token: string;
};

export const clients = [
  { value: 'aws', label: 'aws' },
  { value: 'boto3', label: 'boto3' },
  { value: 'rclone', label: 'rclone' },
  { value: 'label-studio', label: 'Label Studio' },
] as const;
export type ClientName = (typeof clients)[number]['value'];

/** What to paste to reach the bucket; Label Studio has a form instead, see `labelStudioForm`. */
export const snippetFor = (client: Exclude<ClientName, 'label-studio'>, to: Connection): string => {
  switch (client) {
    case 'aws':
      return [
        `export AWS_ACCESS_KEY_ID=${to.token}`,
        `export AWS_SECRET_ACCESS_KEY=${to.token}`,
        'export AWS_DEFAULT_REGION=us-east-1',
        `export AWS_ENDPOINT_URL=${to.endpoint}`,
        '',
        `aws s3 ls s3://${to.bucket}/`,
        `aws s3 sync ./data s3://${to.bucket}/`,
      ].join('\n');
    case 'boto3':
      return [
        'import boto3',
        '',
        's3 = boto3.client(',
        '    "s3",',
        `    endpoint_url="${to.endpoint}",`,
        `    aws_access_key_id="${to.token}",`,
        `    aws_secret_access_key="${to.token}",`,
        '    region_name="us-east-1",',
        ')',
        `for item in s3.list_objects_v2(Bucket="${to.bucket}").get("Contents", []):`,
        '    print(item["Key"], item["Size"])',
      ].join('\n');
    case 'rclone':
      return [
        '# ~/.config/rclone/rclone.conf',
        '[labelwright]',
        'type = s3',
        'provider = Other',
        `endpoint = ${to.endpoint}`,
        `access_key_id = ${to.token}`,
        `secret_access_key = ${to.token}`,
        'force_path_style = true',
        '',
        `# rclone sync ./data labelwright:${to.bucket}`,
      ].join('\n');
  }
};

/** The values of Label Studio's "Add Source Storage", type Amazon S3, by the names of its fields. */
export const labelStudioForm = (to: Connection): { readonly name: string; readonly value: string }[] => [
  { name: 'Bucket Name', value: to.bucket },
  { name: 'S3 Endpoint', value: to.endpoint },
  { name: 'Region Name', value: 'us-east-1' },
  { name: 'Access Key ID', value: to.token },
  { name: 'Secret Access Key', value: to.token },
];
