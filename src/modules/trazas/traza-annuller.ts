import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/pool.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import type { RazonAnulacion } from './domain/anulacion.js';
import { markChanged } from '../../platform/read-models/mark-changed.js';
import { ENVIOS_DETALLE } from '../estados/contract.js';

/** A traza of a locked envío that is to be taken back. */
export interface Annulled {
  envioId: string;
  idEvento: string;
  razon: RazonAnulacion;
}

/** An annulment as it stands. */
export interface Annulment {
  id: string;
  razon: RazonAnulacion;
  /** RFC 3339. */
  anuladaEn: string;
}

// $1: a new id, $2: the envío, $3: the event, $4: why. Writes nothing when there is no such traza, or when it is annulled.
const INSERT_ANULACION = `
  INSERT INTO anulaciones (id, envio_id, id_evento, razon, correcciones)
  SELECT $1::uuid, envio_id, id_evento, $4, '{}' FROM trazas WHERE envio_id = $2 AND id_evento = $3
  ON CONFLICT (envio_id, id_evento) DO NOTHING`;

const SELECT_ANULACION = `
  SELECT id, razon, anulada_en AS "anuladaEn" FROM anulaciones WHERE envio_id = $1 AND id_evento = $2`;

// The one UPDATE of a traza there is.
const MARK_TRAZA = `
  UPDATE trazas SET anulada_por = $3 WHERE envio_id = $1 AND id_evento = $2 AND anulada_por IS NULL`;

const ADD_CORRECTIONS = 'UPDATE anulaciones SET correcciones = correcciones || $2::uuid[] WHERE id = $1';

/** Takes trazas back inside the caller's transaction, which has locked their envíos. */
@Injectable()
export class TrazaAnnuller {
  /**
   * Annuls a traza, unless it is annulled already. The read models follow with `publish`, after whatever corrects it has
   * been stored: what there was in between nobody is told of.
   *
   * @returns the annulment that stands, or undefined if there is no such traza.
   */
  async annul(db: Queryable, { envioId, idEvento, razon }: Annulled): Promise<Annulment | undefined> {
    await db.query(INSERT_ANULACION, [uuidV7(), envioId, idEvento, razon]);
    const { rows } = await db.query<Annulment>(SELECT_ANULACION, [envioId, idEvento]);
    const [annulment] = rows;
    if (!annulment) return undefined;
    await db.query(MARK_TRAZA, [envioId, idEvento, annulment.id]);
    return annulment;
  }

  /** Brings the read models up to an envío of which a traza was annulled. */
  publish(db: Queryable, envioId: string): Promise<void> {
    return markChanged(db, ENVIOS_DETALLE, [envioId]);
  }

  /** Notes which trazas were stored to correct it. */
  async addCorrections(db: Queryable, id: string, trazas: readonly { idEvento: string }[]): Promise<void> {
    if (trazas.length === 0) return;
    await db.query(ADD_CORRECTIONS, [id, trazas.map(({ idEvento }) => idEvento)]);
  }
}
