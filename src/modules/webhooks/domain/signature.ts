import { createHmac, randomBytes } from 'node:crypto';

/** Bytes of a secret: between the 24 and the 64 that Standard Webhooks allows. */
export const SECRET_BYTES = 32;

/** A new secret. */
export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** A secret as its owner gets it (Standard Webhooks, "Signature scheme"). */
export const showSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

/** What is signed. */
export interface Signed {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

/** The header `webhook-signature`: one signature for each secret that counts. */
export function signatures(secrets: readonly Buffer[], { id, timestamp, body }: Signed): string {
  return secrets
    .map(
      (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
    )
    .join(' ');
}
