const secret =
  /([?&;](?:token|access_token|refresh|signature|x-amz-signature|x-amz-credential|x-amz-security-token|awsaccesskeyid|invitation|code|password|secret)=)[^&;#\s]*/gi;

/** A URL for the log: what a query gives away (tokens, signatures, access keys, invitations) is blotted out. */
export const redactUrl = (url: string): string => url.replace(secret, '$1…');
