import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';

/** A traza that was stored, as far as its device is concerned. */
export interface Sighting {
  dispositivoId: string;
  /** By the device's clock, RFC 3339. */
  ocurridoEn: string;
  /** By ours. */
  recibidoEn: string;
}

// $1..$3: one array a column, in step. One row a device, in the order of their ids. Every writer locks envíos first, then
// devices, then receipts, each in the order of their ids, so that none waits in a circle.
//
// A window that has lasted a day and seen twenty trazas makes way for a new one and stays on as the one before.
const UPSERT = `
  INSERT INTO dispositivos AS d (id, total_trazas, primera_traza_en, ultima_traza_en,
                                 ventana_desde, ventana_trazas, ventana_demora_ms)
  SELECT id, count(*), min(recibido), max(recibido), min(recibido), count(*),
         min((extract(epoch FROM recibido - ocurrido) * 1000)::bigint)
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS t (id, ocurrido, recibido)
  GROUP BY id
  ORDER BY id
  ON CONFLICT (id) DO UPDATE SET
    total_trazas = d.total_trazas + EXCLUDED.total_trazas,
    primera_traza_en = least(d.primera_traza_en, EXCLUDED.primera_traza_en),
    ultima_traza_en = greatest(d.ultima_traza_en, EXCLUDED.ultima_traza_en),
    (ventana_desde, ventana_trazas, ventana_demora_ms, previa_trazas, previa_demora_ms) = (
      SELECT
        CASE WHEN cerrada THEN EXCLUDED.ventana_desde ELSE d.ventana_desde END,
        CASE WHEN cerrada THEN 0 ELSE d.ventana_trazas END + EXCLUDED.ventana_trazas,
        CASE WHEN cerrada THEN EXCLUDED.ventana_demora_ms
             ELSE least(d.ventana_demora_ms, EXCLUDED.ventana_demora_ms) END,
        CASE WHEN cerrada THEN d.ventana_trazas ELSE d.previa_trazas END,
        CASE WHEN cerrada THEN d.ventana_demora_ms ELSE d.previa_demora_ms END
      FROM (SELECT d.ventana_trazas >= 20
                   AND EXCLUDED.ultima_traza_en > d.ventana_desde + interval '1 day' AS cerrada) v)`;

/** Notes what stored trazas say of the devices that sent them. */
@Injectable()
export class DispositivoWriter {
  /** Once a transaction, when its envíos are locked; without devices it asks nothing of the database. */
  async note(db: Queryable, sightings: readonly Sighting[]): Promise<void> {
    if (sightings.length === 0) return;
    await db.query({
      name: 'upsert-dispositivos',
      text: UPSERT,
      values: [
        sightings.map(({ dispositivoId }) => dispositivoId),
        sightings.map(({ ocurridoEn }) => ocurridoEn),
        sightings.map(({ recibidoEn }) => recibidoEn),
      ],
    });
  }
}
