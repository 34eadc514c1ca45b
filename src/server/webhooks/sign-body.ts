import { createHmac } from 'node:crypto';

/** The value of `X-LW-Signature`: `t=<unix seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>`. */
export const signBody = (secret: string, unixSeconds: number, body: string): string => {
  const mac = createHmac('sha256', secret).update(`${unixSeconds}.${body}`, 'utf8').digest('hex');
  return `t=${unixSeconds},v1=${mac}`;
};
