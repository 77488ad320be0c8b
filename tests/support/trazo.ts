import { spawn } from 'node:child_process';
import { HOUSE_KEY } from '../../tools/runtime/house-key.js';

/** What a call of the command line came to. */
export interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** A busy machine answers no completion in the second that an operator would wait for it. */
const PATIENCE_MS = '120000';

/** Calls `trazo` as an operator does, on an API. */
export function trazo(url: string, ...args: string[]): Promise<Said> {
  return call(process.execPath, ['cli/main.mjs', ...args], {
    env: { TRAZO_URL: url, TRAZO_CLAVE: HOUSE_KEY },
  });
}

/**
 * Runs a program to its end.
 *
 * @param input - What is written to it.
 */
export async function call(
  file: string,
  args: string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Said> {
  const child = spawn(file, args, {
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', TRAZO_COMPLETADO_MS: PATIENCE_MS, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Whoever has ended before reads nothing.
  child.stdin.on('error', () => undefined).end(input);
  const texts = [child.stdout, child.stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return text;
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out = '', err = ''] = await Promise.all(texts);
  return { code: await code, out, err };
}
