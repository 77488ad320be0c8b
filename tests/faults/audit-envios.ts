import { fold } from '../support/fold-model.js';
import { milliseconds, type Stored } from './stored.js';
import type { System } from './system.js';

/** An envío as it is read. */
interface Shown {
  codigo: string;
  creadoEn: number;
  estado: string;
  motivo: string | null;
  total: number;
  reloj: number;
  lugar: number;
  primera: number | null;
  ultima: number | null;
}

const SHOWN = `
  SELECT codigo, estado::text AS estado, motivo, total_trazas::float8 AS total,
         anomalias_reloj::float8 AS reloj, anomalias_lugar::float8 AS lugar, ${milliseconds('creado_en', 'creadoEn')},
         ${milliseconds('primera_traza_en', 'primera')}, ${milliseconds('ultima_traza_en', 'ultima')}
  FROM vista_envios_detalle`;

/**
 * Envíos that are not what the rule makes of the trazas that are stored of them, by a second wording of the rule.
 *
 * @returns them, and how many trazas are not believed for their time.
 */
export async function findMisfolded({ pool }: System, stored: readonly Stored[]) {
  const { rows } = await pool.query<Shown>(SHOWN);
  const trazas = Map.groupBy(stored, ({ codigo }) => codigo);
  let unbelieved = 0;
  const faults = rows.flatMap(({ codigo, creadoEn, ...shown }) => {
    const { estado, motivo, total, reloj, lugar, primera, ultima } = fold(trazas.get(codigo) ?? [], creadoEn);
    unbelieved += reloj;
    const right = { estado, motivo, total, reloj, lugar, primera, ultima };
    const isRight = Object.entries(right).every(
      ([name, value]) => shown[name as keyof typeof right] === value,
    );
    return isRight ? [] : [`${codigo}: ${JSON.stringify(shown)} is ${JSON.stringify(right)}`];
  });
  return { faults, unbelieved };
}
