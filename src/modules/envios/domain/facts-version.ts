import { hash } from 'node:crypto';

/** Digits of a hash that a number holds exactly. */
const HEX_DIGITS = 12;

/** What of an envío can be corrected, as it is shown. */
interface Facts {
  destinatario: object;
  origen: object;
  destino: object;
  fechaEstimada: string | null;
}

/**
 * A number that stands for what of an envío can be corrected: its trazas come by themselves, and only a correction is a
 * change that somebody who wants to correct it has not seen.
 */
export function factsVersion({ destinatario, origen, destino, fechaEstimada }: Facts): number {
  const text = JSON.stringify([destinatario, origen, destino, fechaEstimada]);
  return Number.parseInt(hash('sha1', text).slice(0, HEX_DIGITS), 16);
}
