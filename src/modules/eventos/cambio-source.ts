import { Injectable } from '@nestjs/common';
import type { Fact, Owners } from '../../platform/log/fact.js';
import { type FactSource, SourceOfFacts, type Window } from '../../platform/log/fact-source.js';
import { meets } from '../../platform/log/type-pattern.js';
import { CambioLog, type CambioRow } from './cambio-log.js';
import { TIPOS_CAMBIO, type TipoCambio } from './evento.dto.js';

const [CREATED, CHANGED, UPDATED] = TIPOS_CAMBIO;

/** Facts of envíos, out of the compact rows that hold the changes of one statement. */
@Injectable()
@SourceOfFacts()
export class CambioSource implements FactSource {
  readonly types = TIPOS_CAMBIO;

  constructor(private readonly cambios: CambioLog) {}

  async list(window: Window): Promise<Fact[]> {
    const wants = (type: TipoCambio) => window.types.some((pattern) => meets(type, pattern));
    const kinds = { created: wants(CREATED), changed: wants(CHANGED), updated: wants(UPDATED) };
    return (await this.cambios.listAll(window, kinds)).map(toFact);
  }
}

function toFact(row: CambioRow): Fact {
  const { posicion, orden, envioId, codigo, estado, motivo, estadoPrevio, motivoPrevio } = row;
  const base = {
    id: `${posicion}-${orden}`,
    subjectType: 'envio',
    subject: envioId,
    owners: ownersOf(row),
    at: row.creadoEn,
    place: { posicion, orden },
  };
  if (estado === null) return { ...base, type: UPDATED, data: {} };
  const data = {
    codigo,
    estado,
    motivo,
    estadoAnterior: estadoPrevio,
    motivoAnterior: motivoPrevio,
    ocurridoEn: row.ocurridoEn,
  };
  return { ...base, type: estadoPrevio === null ? CREATED : CHANGED, data };
}

function ownersOf({ clienteId, transportistaId }: CambioRow): Owners {
  return { ...(clienteId && { clienteId }), ...(transportistaId && { transportistaId }) };
}
