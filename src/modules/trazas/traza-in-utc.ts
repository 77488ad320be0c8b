import { isUtc, utcOf } from '../../platform/validation/instant.js';
import type { TrazaPosted } from './domain/tanda.js';

/** A valid traza as it goes to disk: nothing goes there that PostgreSQL might refuse to read. */
export function trazaInUtc(traza: TrazaPosted): TrazaPosted {
  const { ocurridoEn, enviadoEn } = traza;
  if (isUtc(ocurridoEn) && (!enviadoEn || isUtc(enviadoEn))) return traza;
  return { ...traza, ocurridoEn: utcOf(ocurridoEn), ...(enviadoEn && { enviadoEn: utcOf(enviadoEn) }) };
}
