import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../platform/database/pool.js';
import { monthOfId } from '../../platform/database/month.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionName } from '../../platform/read-models/ddl.js';
import { ENVIOS_DETALLE, type Estado, ESTADOS_TERMINALES, type Motivo } from '../estados/contract.js';
import { TrazaWriter } from '../trazas/contract.js';
import type { EnvioCancelado } from './envio.dto.js';

// $1: the envío, $2: the moment of the traza to come. It has to come after all that moved the envío, also after what a
// device with a fast clock dated ahead, or the fold would not end with it.
const selectState = (envioId: string) => `
  SELECT estado, greatest($2::timestamptz, ultima_traza_en + interval '1 ms') AS moment
  FROM ${definitionName(ENVIOS_DETALLE, monthOfId(envioId))} WHERE id = $1`;

const UNSTORABLE = { pointer: '#', code: 'no-se-puede-guardar' } as const;

/** Cancels envíos that are hot, inside the caller's transaction. */
@Injectable()
export class EnvioCanceller {
  constructor(private readonly trazas: TrazaWriter) {}

  // Safe to repeat: cancelling a cancelled envío appends nothing.
  /** @throws {DomainError} `envio-desconocido`, `envio-cerrado`, `validacion` */
  async cancel(db: Queryable, codigo: string, motivo: Motivo | null | undefined): Promise<EnvioCancelado> {
    const envioId = (await this.trazas.lock(db, [codigo])).get(codigo);
    if (!envioId) throw new DomainError('envio-desconocido', { codigo });
    const receivedAt = new Date().toISOString();
    const { rows } = await db.query<{ estado: Estado; moment: string }>(selectState(envioId), [
      envioId,
      receivedAt,
    ]);
    const { estado, moment } = rows[0] as { estado: Estado; moment: string };
    if (estado === 'cancelado') return { codigo, estado };
    if (ESTADOS_TERMINALES.includes(estado)) throw new DomainError('envio-cerrado', { codigo, estado });
    const traza = { idEvento: randomUUID(), tipo: 'cancelado', motivo, ocurridoEn: moment };
    const [verdict] = await this.trazas.append(db, [{ envioId, receivedAt, traza }]);
    // A cancellation that nobody could read back has not been made.
    if (verdict?.letra !== 'a')
      throw new DomainError('validacion', { cuenta: 1 }, [UNSTORABLE], verdict?.detalle);
    return { codigo, estado: 'cancelado' };
  }
}
