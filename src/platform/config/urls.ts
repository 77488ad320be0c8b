import { z } from 'zod';

/** A URL of one of these schemes that names a server. */
export const serverUrl = (schemes: readonly string[], words: string) =>
  z.string().refine((text) => isServerUrl(text, schemes), `debe ser ${words}`);

function isServerUrl(text: string, schemes: readonly string[]): boolean {
  const [, scheme = ''] = /^([a-z0-9]+):\/\//.exec(text) ?? [];
  if (!schemes.includes(scheme)) return false;
  const url = URL.parse(text);
  // A socket's directory stands in the query: `postgres:///trazo?host=/run/postgresql`.
  return url !== null && (url.hostname !== '' || url.searchParams.has('host')) && url.port !== '0';
}

/** The URL of somebody who is told secrets: over TLS, or on this very machine. */
export const safeUrl = z.string().refine(isSafeUrl, 'debe ser una URL https');

function isSafeUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** Whether a host is this very machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
