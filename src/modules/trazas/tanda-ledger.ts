import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { jsonText } from '../../platform/database/json-text.js';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import type { EventPlace, Tanda } from './domain/tanda.js';
import { addEsperas } from './esperas.js';
import { keysOf } from './event-keys.js';
import { UNDECIDED, type Verdict } from './verdict.js';

/** An event and what became of it. */
export interface Settled<Place = Pick<EventPlace, 'tandaId' | 'index'>> {
  place: Place;
  verdict: Verdict;
}

/** What one lane made of its events of a tanda. */
export interface TandaVerdicts {
  tanda: Tanda;
  settled: readonly Settled<EventPlace>[];
}

const byPlace = ({ place: a }: Settled, { place: b }: Settled) =>
  a.tandaId < b.tandaId ? -1 : a.tandaId > b.tandaId ? 1 : a.index - b.index;

// $1: receipts as a JSON array, keys as columns. Each lane of a tanda brings the verdicts of its own events; an event that
// has one keeps it. Answers what stood there before.
const WRITE_TANDAS = `
  INSERT INTO tandas (id, sal, recibida_en, ids_evento, resultados)
  SELECT id, sal, recibida_en, ids_evento, resultados
  FROM json_to_recordset($1) AS t (id uuid, sal bigint, recibida_en timestamptz, ids_evento uuid[], resultados text)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE SET
    resultados = unir_resultados(tandas.resultados, EXCLUDED.resultados),
    aplicada_en = CASE WHEN position('?' IN tandas.resultados) > 0 THEN clock_timestamp() ELSE tandas.aplicada_en END
  RETURNING id, OLD.resultados AS before`;

// One array a column, in step and in the order of their places.
const INSERT_RECHAZOS = `
  INSERT INTO rechazos (id, tanda_id, indice, recibida_en, id_evento, codigo, razon, detalle, cuerpo)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[], $5::uuid[], $6::text[], $7::text[], $8::text[],
    $9::text[])
  ON CONFLICT DO NOTHING`;

// $1: the tanda; $2..$4: indexes of its events, the letter of each, and the reason of a rejection or null, in step; no index
// comes twice. What is stored stays so: whoever comes to the same event later only finds it there.
const SETTLE = `
  WITH n AS (SELECT * FROM unnest($2::int[], $3::text[], $4::text[]) AS n (indice, letra, razon))
  UPDATE tandas SET
    aplicada_en = clock_timestamp(),
    resultados = (
      SELECT string_agg(CASE WHEN p = 'a' THEN p ELSE coalesce(letra, p) END, '' ORDER BY i)
      FROM unnest(string_to_array(resultados, NULL)) WITH ORDINALITY AS t (p, i) LEFT JOIN n ON indice = i - 1
    ),
    problemas = nullif((
      SELECT coalesce(problemas, '{}') - coalesce(array_agg(indice::text), '{}')
        || coalesce(jsonb_object_agg(indice, razon) FILTER (WHERE razon IS NOT NULL), '{}')
      FROM n WHERE substr(resultados, indice + 1, 1) <> 'a'
    ), '{}')
  WHERE id = $1 AND EXISTS (SELECT FROM n WHERE substr(resultados, indice + 1, 1) <> 'a')`;

const IS_DECIDED = `SELECT position('?' IN resultados) = 0 AS decided FROM tandas WHERE id = $1`;

// $1: the tanda; $2: index of the event.
const CLOSE_RECHAZO = `
  UPDATE rechazos SET estado = 'reprocesado', resuelto_en = clock_timestamp(), resuelto_por = 'segunda-entrega',
                      resuelto_motivo = 'aplicada'
  WHERE tanda_id = $1 AND indice = $2 AND estado = 'abierto'`;

// $1, $2: tandas and indexes in step.
const FIND_DISTINCT = `
  SELECT p.place - 1 AS place FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS p (id, index, place)
  JOIN tandas t ON t.id = p.id WHERE substr(t.resultados, p.index + 1, 1) = 'c'`;

// $1: hours that a receipt is kept, $2: rows at most. Found by the primary key, a UUIDv7; by the time of the commit as well,
// as a tanda may have been in the queue for long. A pending event keeps its receipt.
const EXPIRED = `FROM tandas
    WHERE id < uuid_desde(now() - make_interval(hours => $1)) AND aplicada_en < now() - make_interval(hours => $1)
      AND resultados !~ '[p?]'`;
const DROP_EXPIRED = `
  DELETE FROM tandas WHERE id IN (
    SELECT id ${EXPIRED}
    ORDER BY id
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  )`;

/**
 * What became of each event, written by the transaction that stored them. Every transaction that stores trazas locks in one
 * order, so that none waits in a circle: envíos, devices, receipts, dead letters, each by their ids.
 */
@Injectable()
export class TandaLedger {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Writes verdicts into the receipts of their tandas, with the trazas that wait for their envío and those that are
   * rejected. Of an event that has a verdict already, from a delivery before this one, nothing is written.
   */
  async write(db: Queryable, parts: readonly TandaVerdicts[]): Promise<void> {
    const receipts = new Map(parts.map(({ tanda }) => [tanda.id, { tanda, letters: undecided(tanda) }]));
    for (const { tanda, settled } of parts) {
      const letters = receipts.get(tanda.id)?.letters ?? [];
      // The same tanda may be here twice: what its first delivery came to stands.
      for (const { place, verdict } of settled)
        if (letters[place.index] === UNDECIDED) letters[place.index] = verdict.letra;
    }
    const before = await this.writeReceipts(db, [...receipts.values()]);
    const all = parts.flatMap(({ settled }) => settled);
    const had = ({ tandaId, index }: EventPlace) => before.get(tandaId)?.[index] ?? UNDECIDED;
    const news = all.filter(({ place }) => had(place) === UNDECIDED);
    // An earlier delivery left it waiting, or gave it up, because it had no envío; now it has one.
    await this.settleLate(
      db,
      all.filter(({ place, verdict }) => verdict.letra === 'a' && ['p', 'r'].includes(had(place))),
    );
    await addEsperas(
      db,
      news.filter(({ verdict }) => verdict.letra === 'p').map(({ place }) => place),
      this.config.TRAZO_ESPERA_ENVIO_HORAS,
    );
    const rejected = news.filter(({ verdict }) => verdict.letra === 'r');
    await this.settle(db, rejected);
    await this.reject(db, rejected);
  }

  /** Whether every event of a tanda has a verdict. */
  async isDecided(db: Queryable, tandaId: string): Promise<boolean> {
    const { rows } = await db.query<{ decided: boolean }>(IS_DECIDED, [tandaId]);
    return rows[0]?.decided ?? false;
  }

  private async settleLate(db: Queryable, stored: readonly Settled<EventPlace>[]): Promise<void> {
    await this.settle(db, stored);
    for (const { place } of stored.toSorted(byPlace))
      await db.query(CLOSE_RECHAZO, [place.tandaId, place.index]);
  }

  /** Writes into their receipts what became of events in the end; a receipt that is no longer kept stays so. */
  async settle(db: Queryable, settled: readonly Settled[]): Promise<void> {
    // In one order for all, so that two that settle events of the same receipts do not wait for each other. Those of one
    // receipt go in one statement: each of a thousand would write the whole row anew.
    for (const [tandaId, events] of Map.groupBy(settled.toSorted(byPlace), ({ place }) => place.tandaId)) {
      const byIndex = [...new Map(events.map(({ place, verdict }) => [place.index, verdict]))];
      await db.query(SETTLE, [
        tandaId,
        byIndex.map(([index]) => index),
        byIndex.map(([, { letra }]) => letra),
        byIndex.map(([, { razon }]) => razon ?? null),
      ]);
    }
  }

  /**
   * Events among others that an earlier delivery has found to say something else than what is stored. Asked while their
   * envíos are locked, so that no other delivery is at it.
   */
  async findDistinct<Place extends Settled['place']>(
    db: Queryable,
    places: readonly Place[],
  ): Promise<Set<Place>> {
    if (places.length === 0) return new Set();
    const { rows } = await db.query<{ place: number }>(FIND_DISTINCT, [
      places.map(({ tandaId }) => tandaId),
      places.map(({ index }) => index),
    ]);
    return new Set(rows.map(({ place }) => places[place] as Place));
  }

  /**
   * Drops receipts that are no longer kept. Their trazas stay, so that even then a second delivery would store nothing
   * anew.
   *
   * @returns how many, at most `limit`.
   */
  async dropExpired(db: Queryable, limit: number): Promise<number> {
    const { rowCount } = await db.query(DROP_EXPIRED, [this.config.TRAZO_RECIBOS_HORAS, limit]);
    return rowCount ?? 0;
  }

  /** How many receipts there are that are no longer kept. */
  async countExpired(db: Queryable): Promise<number> {
    const text = `SELECT count(*) ${EXPIRED}`;
    const { rows } = await db.query<{ count: number }>(text, [this.config.TRAZO_RECIBOS_HORAS]);
    return rows[0]?.count ?? 0;
  }

  /** Puts trazas that cannot be stored where an operator finds them, each as it was posted. */
  async reject(db: Queryable, rejected: readonly Settled<EventPlace>[]): Promise<void> {
    if (rejected.length === 0) return;
    const rows = rejected.toSorted(byPlace);
    const places = rows.map(({ place }) => place);
    const verdicts = rows.map(({ verdict }) => verdict);
    await db.query(INSERT_RECHAZOS, [
      rows.map(() => uuidV7()),
      places.map(({ tandaId }) => tandaId),
      places.map(({ index }) => index),
      places.map(({ receivedAt }) => receivedAt),
      places.map(({ traza }) => keysOf(traza).idEvento),
      places.map(({ traza }) => keysOf(traza).codigo),
      verdicts.map(({ razon }) => razon),
      verdicts.map(({ detalle }) => detalle ?? null),
      places.map(({ traza }) => jsonText(traza)),
    ]);
  }

  /** The receipts as they were before, by tanda. */
  private async writeReceipts(db: Queryable, receipts: readonly { tanda: Tanda; letters: string[] }[]) {
    const rows = receipts.map(({ tanda, letters }) => ({
      id: tanda.id,
      sal: tanda.sal,
      recibida_en: tanda.recibidaEn,
      ids_evento: tanda.trazas.map((event) => keysOf(event).idEvento),
      resultados: letters.join(''),
    }));
    const { rows: written } = await db.query<{ id: string; before: string | null }>({
      name: 'write-tandas',
      text: WRITE_TANDAS,
      values: [JSON.stringify(rows)],
    });
    return new Map(written.map(({ id, before }) => [id, before]));
  }
}

function undecided({ trazas }: Tanda): string[] {
  return Array<string>(trazas.length).fill(UNDECIDED);
}
