import { z } from 'zod';

/** A list with commas between its entries, each of which `isEntry`; empty if left out. */
export const listOf = (isEntry: (entry: string) => boolean, words: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .refine((entries) => entries.every(isEntry), words)
    .default([]);

/** Whether a text is an origin as browsers send it (RFC 6454): scheme, host and port, and nothing behind them. */
export const isOrigin = (text: string): boolean =>
  /^https?:\/\//.test(text) && URL.parse(text)?.origin === text;
