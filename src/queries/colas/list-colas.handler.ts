import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { Cola, ListaColas } from '../../modules/colas/cola.dto.js';
import { readLectores } from '../../modules/lectores/contract.js';
import { PRIMARY_READ_POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { QueueGauge, type QueueReading, secondsToDrain } from '../../platform/queues/queue-gauge.js';
import { queues } from '../../platform/queues/queues.js';
import { ListColasQuery } from './list-colas.query.js';

@QueryHandler(ListColasQuery)
export class ListColasHandler implements IQueryHandler<ListColasQuery> {
  constructor(
    private readonly gauge: QueueGauge,
    @Inject(PRIMARY_READ_POOL) private readonly pool: pg.Pool,
  ) {}

  /** @throws {DomainError} `cola-no-disponible` while Redis is away. */
  async execute(): Promise<ListaColas> {
    const readings = await this.gauge.readAll().catch((cause: unknown) => {
      throw new DomainError('cola-no-disponible', {}, [], cause);
    });
    return { datos: readings.map(toCola), lectores: await readLectores(this.pool), siguiente: null };
  }
}

function toCola(reading: QueueReading): Cola {
  const { queue, jobs, items, drained, oldestWaitingMs, lagMs, workers } = reading;
  const carriesTrazas = queues.get(queue).carriesItems ?? false;
  return {
    nombre: queue,
    trabajos: {
      enEspera: jobs.waiting,
      activos: jobs.active,
      demorados: jobs.delayed,
      fallidos: jobs.failed,
    },
    trazas: carriesTrazas ? items : null,
    drenaje: {
      trabajosPorSegundo: thousandths(drained.jobs),
      trazasPorSegundo: carriesTrazas ? thousandths(drained.items) : null,
    },
    vaciadoS: thousandths(secondsToDrain(reading)),
    esperaMasLargaS: seconds(oldestWaitingMs),
    retrasoS: seconds(lagMs),
    workers,
  };
}

function thousandths<T extends number | null>(value: T): T {
  return (value === null ? null : Math.round(value * 1_000) / 1_000) as T;
}

const seconds = (ms: number | null) => (ms === null ? null : ms / 1_000);
