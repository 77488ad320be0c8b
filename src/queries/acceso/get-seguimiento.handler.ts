import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Seguimiento } from '../../modules/acceso/seguimiento/seguimiento.dto.js';
import { fingerprintOf } from '../../modules/acceso/sesiones/secret-token.js';
import { GetEnvioQuery } from '../../modules/envios/contract.js';
import { ESTADOS } from '../../modules/estados/contract.js';
import { SISTEMA } from '../../platform/access/actor.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { GetSeguimientoQuery } from './get-seguimiento.query.js';

const FIND =
  'SELECT codigo FROM seguimientos WHERE huella = $1 AND revocado_en IS NULL AND expira_en > now()';

const CITIES = 'SELECT id, ciudad FROM centros WHERE id = ANY ($1)';

/** What is told of an envío: what moves it. Scans, positions and notes may say more than is meant for others. */
const TOLD: readonly string[] = [...ESTADOS, 'reapertura'];

@QueryHandler(GetSeguimientoQuery)
export class GetSeguimientoHandler implements IQueryHandler<GetSeguimientoQuery> {
  constructor(
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
    private readonly queries: QueryBus,
  ) {}

  // A place comes from the centro alone: the free text of a traza may be somebody's address.
  /** @throws {DomainError} `seguimiento-desconocido` */
  async execute({ token, context }: GetSeguimientoQuery): Promise<Seguimiento> {
    const { rows } = await this.pool.query<{ codigo: string }>(FIND, [fingerprintOf(token)]);
    if (!rows[0]) throw new DomainError('seguimiento-desconocido');
    // The token lets him see what follows; the house reads it for him.
    const envio = await this.queries.execute(
      new GetEnvioQuery(rows[0].codigo, {}, { ...context, actor: SISTEMA }),
    );
    const steps = envio.historial.filter(({ tipo, anulada }) => !anulada && TOLD.includes(tipo));
    const centros = steps.flatMap(({ centroId }) => centroId ?? []);
    const found = await this.pool.query<{ id: string; ciudad: string }>(CITIES, [centros]);
    const cities = new Map(found.rows.map(({ id, ciudad }) => [id, ciudad]));
    const place = ({ ciudad, pais }: { ciudad: string; pais: string }) => ({ ciudad, pais });
    return {
      estado: envio.estado,
      origen: place(envio.origen),
      destino: place(envio.destino),
      fechaEstimada: envio.fechaEstimada,
      historial: steps.map(({ tipo, centroId, ocurridoEn }) => ({
        estado: tipo,
        ciudad: (centroId && cities.get(centroId)) || null,
        en: ocurridoEn,
      })),
    };
  }
}
