import { Faults } from '../../platform/errors/faults.js';
import { epcPointer } from './epc-pointer.js';
import type { EventRead } from './epcis-event.js';

/** The codes that events are about. */
export function codigosOf(read: readonly EventRead[]): string[] {
  return [...new Set(read.flatMap(({ trazas }) => trazas.map(({ codigo }) => codigo)))];
}

/**
 * EPCs of which no envío is to be expected.
 *
 * @param pointer - To the list of events.
 * @param awaited - Codes that an envío has, or that are reserved for one.
 */
export function unknownEpcs(
  read: readonly EventRead[],
  pointer: string,
  awaited: ReadonlySet<string>,
): Faults {
  const faults = new Faults();
  for (const [index, { trazas, epcs }] of read.entries())
    for (const [position, { codigo }] of trazas.entries())
      if (!awaited.has(codigo))
        faults.add({
          pointer: `${pointer}/${index}${epcPointer(epcs[position] as number)}`,
          code: 'no-existe',
        });
  return faults;
}
