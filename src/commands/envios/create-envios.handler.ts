import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { EnvioCreado } from '../../modules/envios/envio-creado.dto.js';
import { EnvioWriter, type NewEnvio } from '../../modules/envios/envio-writer.js';
import { PeriodOpener } from '../../modules/periodos/contract.js';
import { EsperasQueue, isAwaited } from '../../modules/trazas/contract.js';
import { type Owner, ownerFor } from '../../platform/access/owner.js';
import { monthOfId } from '../../platform/database/month.js';
import { POOL } from '../../platform/database/tokens.js';
import { inRehearsal, inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { once } from '../../platform/idempotency/once.js';
import { utcOf } from '../../platform/validation/instant.js';
import { CreateEnviosCommand } from './create-envios.command.js';
import type { EnvioInput } from './create-envios.dto.js';

@CommandHandler(CreateEnviosCommand)
export class CreateEnviosHandler implements ICommandHandler<CreateEnviosCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly writer: EnvioWriter,
    private readonly periodos: PeriodOpener,
    private readonly esperas: EsperasQueue,
  ) {}

  async execute(command: CreateEnviosCommand): Promise<EnvioCreado[]> {
    const { envios, path, context, ensayo } = command;
    const drafts = envios.map(draft);
    await this.periodos.ensureOpen(drafts.map(({ id }) => monthOfId(id)));
    let awaited = false;
    const runs = ensayo ? inRehearsal : inTransaction;
    const created = await runs(this.pool, (client) =>
      once(client, context.key, async () => {
        await this.refuseUnknown(client, envios, path, ownerFor(command));
        await this.refuseCodigos(client, envios, path);
        const created = await this.writer.create(client, drafts);
        awaited = await isAwaited(
          client,
          created.map(({ codigo }) => codigo),
        );
        return created;
      }),
    );
    if (awaited && !ensayo) this.esperas.wake();
    return created;
  }

  /** @throws {DomainError} `validacion` pointing at each cliente and transportista that does not exist, for this owner. */
  private async refuseUnknown(
    client: pg.PoolClient,
    envios: readonly EnvioInput[],
    path: string,
    owner: Owner | undefined,
  ): Promise<void> {
    const unknown = await this.writer.findUnknown(client, envios);
    const errors = envios.flatMap((envio, index): FieldError[] =>
      (['clienteId', 'transportistaId'] as const)
        .filter((field) => unknown[field].has(envio[field].toLowerCase()) || isForeign(envio, field, owner))
        .map((field) => ({ pointer: `${pointerOf(path, index)}/${field}`, code: 'no-existe' })),
    );
    if (errors.length > 0) throw DomainError.invalid(errors);
  }

  /**
   * @throws {DomainError} pointing at each code that is not to be had: `codigo-en-uso` where that is all that is wrong, else
   *   `validacion`.
   */
  private async refuseCodigos(
    client: pg.PoolClient,
    envios: readonly EnvioInput[],
    path: string,
  ): Promise<void> {
    const refused = await this.writer.findRefused(client, envios);
    if (refused.length === 0) return;
    const errors = refused.map(({ index, code }) => ({ pointer: `${pointerOf(path, index)}/codigo`, code }));
    if (refused.some(({ code }) => code !== 'codigo-en-uso')) throw DomainError.invalid(errors);
    throw new DomainError('codigo-en-uso', { codigo: refused[0]?.codigo ?? '' }, errors);
  }
}

/** Somebody may create envíos of its own alone: of others it is not told whether they exist. */
function isForeign(
  envio: EnvioInput,
  field: 'clienteId' | 'transportistaId',
  owner: Owner | undefined,
): boolean {
  const own = owner?.[field];
  return own !== undefined && envio[field].toLowerCase() !== own;
}

function pointerOf(path: string, index: number): string {
  return path === '#' ? '#' : `${path}/${index}`;
}

function draft(input: EnvioInput): NewEnvio {
  // Lines of a file come here as they were written.
  const creadoEn = input.creadoEn ? new Date(utcOf(input.creadoEn)) : new Date();
  const fechaEstimada = input.fechaEstimada && utcOf(input.fechaEstimada);
  return { ...input, id: uuidV7(creadoEn), creadoEn: creadoEn.toISOString(), fechaEstimada };
}
