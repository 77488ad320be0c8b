import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';

/** A traza that came, as far as its device is concerned. */
export interface Sighting {
  dispositivoId: string;
  /** By the device's clock, RFC 3339. */
  ocurridoEn: string;
  /** By ours. */
  recibidoEn: string;
  /** When it sent the traza, by its own clock, if it says so. */
  enviadoEn?: string | null | undefined;
  /** Whether it is a repeat that says something else than what is stored: it is counted, and says nothing of the clock. */
  distinta: boolean;
}

/** Where no traza says how late it came: any that does is less. */
const NO_DELAY = Number.MAX_SAFE_INTEGER;

// $1..$4: one array a column, in step. One row a device, in the order of their ids. Every writer locks envíos first, then
// devices, then receipts, each in the order of their ids, so that none waits in a circle.
//
// A device that says when it sent a traza, by its own clock, tells how far that clock is off: the last to say so is kept.
//
// A window that has lasted a day and seen twenty trazas makes way for a new one and stays on as the one before.
const UPSERT = `
  INSERT INTO dispositivos AS d (id, total_trazas, primera_traza_en, ultima_traza_en,
                                 ventana_desde, ventana_trazas, ventana_demora_ms, desfase_medido_en, desfase_medido_ms,
                                 contenidos_distintos)
  SELECT id, count(*) FILTER (WHERE NOT distinta), min(recibido), max(recibido), min(recibido),
         count(*) FILTER (WHERE NOT distinta),
         coalesce(min((extract(epoch FROM recibido - ocurrido) * 1000)::bigint) FILTER (WHERE NOT distinta), ${NO_DELAY}),
         max(recibido) FILTER (WHERE enviado IS NOT NULL),
         (array_agg((extract(epoch FROM enviado - recibido) * 1000)::bigint ORDER BY recibido DESC)
           FILTER (WHERE enviado IS NOT NULL))[1],
         count(*) FILTER (WHERE distinta)
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::boolean[])
    AS t (id, ocurrido, recibido, enviado, distinta)
  GROUP BY id
  ORDER BY id
  ON CONFLICT (id) DO UPDATE SET
    total_trazas = d.total_trazas + EXCLUDED.total_trazas,
    contenidos_distintos = d.contenidos_distintos + EXCLUDED.contenidos_distintos,
    primera_traza_en = least(d.primera_traza_en, EXCLUDED.primera_traza_en),
    ultima_traza_en = greatest(d.ultima_traza_en, EXCLUDED.ultima_traza_en),
    (desfase_medido_en, desfase_medido_ms) = (
      SELECT m.en, m.ms
      FROM (VALUES (EXCLUDED.desfase_medido_en, EXCLUDED.desfase_medido_ms), (d.desfase_medido_en, d.desfase_medido_ms)) m (en, ms)
      ORDER BY m.en DESC NULLS LAST LIMIT 1),
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

/** Notes what trazas say of the devices that sent them. */
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
        sightings.map(({ enviadoEn }) => enviadoEn),
        sightings.map(({ distinta }) => distinta),
      ],
    });
  }
}
