import { styleText } from 'node:util';
import type { Level } from './levels.js';

/** Fields that have a place of their own in a line, or that only a program needs. */
const SHOWN_ELSEWHERE = new Set([
  'time',
  'level',
  'context',
  'message',
  'stack',
  'pid',
  'proceso',
  'traceId',
]);

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Level, Style>> = {
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: ['bold', 'red'],
};

/**
 * A line as people read it: `15:04:05 warn  acceso  message  field=value`.
 *
 * @param json - The line as it would be written for programs.
 * @param coloured - Whether there is a terminal that shows colours.
 */
export function readable(json: string, coloured: boolean): string {
  const line = JSON.parse(json) as Record<string, unknown> & { time: string; level: Level; message: string };
  const paint = (style: Style, text: string) =>
    coloured ? styleText(style, text, { validateStream: false }) : text;
  const fields = Object.entries(line)
    .filter(([name, value]) => !SHOWN_ELSEWHERE.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const parts = [
    paint('gray', clock(line.time)),
    paint(STYLES[line.level], line.level.padEnd(5)),
    ...(line['context'] ? [paint('cyan', line['context'] as string)] : []),
    line.message,
    ...(fields.length > 0 ? [paint('gray', fields.join(' '))] : []),
  ];
  const stack = typeof line['stack'] === 'string' ? `\n${paint('gray', line['stack'])}` : '';
  return `${parts.join('  ')}${stack}\n`;
}

function clock(time: string): string {
  return new Date(time).toTimeString().slice(0, 8);
}
