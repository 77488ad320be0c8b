import { Faults } from '../../platform/errors/faults.js';
import { epcPointer } from './epc-pointer.js';
import type { EventRead } from './epcis-event.js';

/** The codes that events are about. */
export function codigosOf(read: readonly EventRead[]): string[] {
  return [...new Set(read.flatMap(({ trazas }) => trazas.map(({ codigo }) => codigo)))];
}

/**
 * EPCs that no envío has.
 *
 * @param pointer - To the list of events.
 * @param known - Codes that an envío has.
 */
export function unknownEpcs(read: readonly EventRead[], pointer: string, known: ReadonlySet<string>): Faults {
  const faults = new Faults();
  for (const [index, { trazas, epcs }] of read.entries())
    for (const [position, { codigo }] of trazas.entries())
      if (!known.has(codigo))
        faults.add({
          pointer: `${pointer}/${index}${epcPointer(epcs[position] as number)}`,
          code: 'no-existe',
        });
  return faults;
}
