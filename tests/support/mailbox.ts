import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Afterwards } from '../../src/platform/lifecycle/afterwards.js';
import type { Stack } from './stack.js';

/** Mails to an address in the local mailbox, the oldest first, as they are read. */
export async function mailsTo(stack: Pick<Stack, 'get' | 'config'>, email: string): Promise<string[]> {
  await stack.get(Afterwards).settled();
  const directory = stack.config.TRAZO_CORREO_DIR;
  return readdirSync(directory)
    .sort()
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .filter((text) => text.includes(`To: ${email}`))
    .map(readable);
}

/** A mail without its quoted-printable (RFC 2045), whose bytes are UTF-8. */
function readable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The token that a mail carries; empty if it has none. */
export const tokenIn = (mail: string | undefined) => /#token=([\w-]{43})/.exec(mail ?? '')?.[1] ?? '';
