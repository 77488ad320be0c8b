import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import type { Tanda, TrazaPosted } from './domain/tanda.js';
import type { Verdict } from './verdict.js';

/** Thrown to roll back the second delivery of a tanda. */
export class TandaAlreadyApplied extends Error {}

/** One event of a tanda. */
export interface EventPlace {
  tandaId: string;
  index: number;
  /** When its tanda was taken in, RFC 3339. */
  receivedAt: string;
  traza: TrazaPosted;
}

const INSERT_TANDA = `
  INSERT INTO tandas (id, sal, recibida_en, ids_evento, resultados, problemas) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO NOTHING`;

// $2..$4: one array a column, in step; $5: when the tanda was taken in; $6: hours to wait.
const INSERT_ESPERAS = `
  INSERT INTO trazas_en_espera (tanda_id, indice, codigo, cuerpo, vence_en)
  SELECT $1, indice, codigo, cuerpo, $5::timestamptz + make_interval(hours => $6)
  FROM unnest($2::int[], $3::text[], $4::text[]) AS t (indice, codigo, cuerpo)
  ON CONFLICT DO NOTHING`;

const INSERT_RECHAZO = `
  INSERT INTO rechazos (id, tanda_id, indice, recibida_en, id_evento, codigo, razon, detalle, cuerpo)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT DO NOTHING`;

// $2: index of the event; $3: its letter; $4: the reason of a rejection or null.
const SETTLE = `
  UPDATE tandas SET
    aplicada_en = clock_timestamp(),
    resultados = overlay(resultados PLACING $3 FROM $2::int + 1 FOR 1),
    problemas = CASE WHEN $4::text IS NULL THEN problemas
                     ELSE coalesce(problemas, '{}') || jsonb_build_object($2::text, $4::text) END
  WHERE id = $1`;

/** What became of each event, written by the transaction that stored them. */
@Injectable()
export class TandaLedger {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Writes the receipt of a tanda, with the trazas that wait for their envío and those that are rejected.
   *
   * @throws {TandaAlreadyApplied} when it has one.
   */
  async write(db: Queryable, tanda: Tanda, verdicts: readonly Verdict[]): Promise<void> {
    const problems = verdicts.flatMap(({ razon }, index) => (razon ? [[index, razon]] : []));
    const { rowCount } = await db.query({
      name: 'insert-tanda',
      text: INSERT_TANDA,
      values: [
        tanda.id,
        tanda.sal,
        tanda.recibidaEn,
        tanda.trazas.map(({ idEvento }) => idEvento),
        verdicts.map(({ letra }) => letra).join(''),
        problems.length > 0 ? Object.fromEntries(problems) : null,
      ],
    });
    if (rowCount === 0) throw new TandaAlreadyApplied();
    const places = tanda.trazas.map((traza, index) => ({
      tandaId: tanda.id,
      index,
      receivedAt: tanda.recibidaEn,
      traza,
    }));
    await this.keepWaiting(
      db,
      places.filter(({ index }) => verdicts[index]?.letra === 'p'),
    );
    for (const place of places) {
      const verdict = verdicts[place.index];
      if (verdict?.letra === 'r') await this.reject(db, place, verdict);
    }
  }

  /** Writes what became of an event that had been waiting. */
  async settle(db: Queryable, place: EventPlace, verdict: Verdict): Promise<void> {
    await db.query(SETTLE, [place.tandaId, place.index, verdict.letra, verdict.razon ?? null]);
    if (verdict.letra === 'r') await this.reject(db, place, verdict);
  }

  /** Puts a traza that can never be stored where an operator finds it, as it was posted. */
  private async reject(
    db: Queryable,
    { tandaId, index, receivedAt, traza }: EventPlace,
    { razon, detalle }: Verdict,
  ) {
    const { idEvento, codigo } = traza;
    const body = JSON.stringify(traza);
    await db.query(INSERT_RECHAZO, [
      uuidV7(),
      tandaId,
      index,
      receivedAt,
      idEvento,
      codigo,
      razon,
      detalle,
      body,
    ]);
  }

  private async keepWaiting(db: Queryable, places: readonly EventPlace[]): Promise<void> {
    const [first] = places;
    if (!first) return;
    await db.query(INSERT_ESPERAS, [
      first.tandaId,
      places.map(({ index }) => index),
      places.map(({ traza }) => traza.codigo),
      places.map(({ traza }) => JSON.stringify(traza)),
      first.receivedAt,
      this.config.TRAZO_ESPERA_ENVIO_HORAS,
    ]);
  }
}
