import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { placeToResend } from '../../modules/eventos/contract.js';
import type { Lector } from '../../modules/lectores/lector.dto.js';
import { readLectores } from '../../modules/lectores/lector-row.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors } from '../../platform/http/cursors.js';
import { Log } from '../../platform/log/log.js';
import { RewindLectorCommand } from './rewind-lector.command.js';

// $1 name, $2 and $3 the place. A newer epoch: the worker that holds it notices with its next batch, and takes it again. The
// retention waits for it from now on, as for one that has just read.
const REWIND = `
  UPDATE lectores SET posicion = $2, orden = $3, avance = 0, firma = NULL, hasta_posicion = NULL,
    hasta_orden = NULL, epoca = epoca + 1, arriendo_hasta = NULL,
    avanzado_en = now(), error = NULL, error_en = NULL
  WHERE nombre = $1`;

@CommandHandler(RewindLectorCommand)
export class RewindLectorHandler implements ICommandHandler<RewindLectorCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly log: Log,
    private readonly cursors: Cursors,
  ) {}

  /** @throws {DomainError} `lector-desconocido`, `cursor-vencido`, or `validacion` for what is neither event nor instant */
  async execute({ nombre, desde }: RewindLectorCommand): Promise<Lector> {
    const cursors = await this.cursors.open();
    const { posicion, orden } = await placeToResend(this.pool, cursors, desde, await this.log.number());
    const { rowCount } = await this.pool.query(REWIND, [nombre, posicion, orden]);
    if (!rowCount) throw new DomainError('lector-desconocido', { nombre });
    const [lector] = await readLectores(this.pool, nombre);
    return lector as Lector;
  }
}
