import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { DomainError } from '../../platform/errors/domain-error.js';
import { csvFault } from './csv-faults.js';
import { LineCounter } from './line-counter.js';

const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text of a file in UTF-8, with or without a byte order mark, in pieces as they arrive.
 *
 * @throws {DomainError} `csv-invalido` with the line that is no text, `archivo-demasiado-grande`.
 */
export async function* decode(body: Readable, maxBytes: number): AsyncGenerator<string> {
  const lines = new LineCounter();
  let bytes = 0;
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of interruptible(body, lines)) {
    const first = bytes === 0;
    bytes += chunk.length;
    if (bytes > maxBytes) throw new DomainError('archivo-demasiado-grande', { mib: maxBytes / 1_048_576 });
    const piece = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    // A character that is cut in two waits for its other half.
    const end = endOfWhole(piece);
    carry = Buffer.from(piece.subarray(end));
    const zero = piece.subarray(0, end).indexOf(0);
    const whole = piece.subarray(0, zero < 0 ? end : zero);
    if (!isUtf8(whole)) throw csvFault('codificacion', lines.add(readable(whole)).linea);
    const text = whole.toString('utf8');
    lines.add(text);
    if (zero >= 0) throw csvFault('binario', lines.linea);
    yield first && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
  if (carry.length > 0) throw csvFault('codificacion', lines.linea);
}

async function* interruptible(body: Readable, lines: LineCounter): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throw csvFault('cortado', lines.linea, error);
  }
}

/** Where the last character of these bytes ends that is there whole (RFC 3629). */
function endOfWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The lines before the first one that is not in UTF-8. */
function readable(bytes: Buffer): string {
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== LF && bytes[at] !== CR) continue;
    if (!isUtf8(bytes.subarray(start, at))) break;
    start = at + 1;
  }
  return bytes.subarray(0, start).toString('utf8');
}
