import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { readHeader } from '../../modules/importaciones/columns.js';
import { openCsv, type Row } from '../../modules/importaciones/csv-reader.js';
import { ImportacionStore } from '../../modules/importaciones/importacion-store.js';
import { MAX_LINEAS } from '../../modules/importaciones/importacion.dto.js';
import { CreateEnviosCommand } from '../../modules/envios/contract.js';
import { CaptureTrazasCommand } from '../../modules/trazas/contract.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { lineOf, refusalOf } from '../../platform/access/access.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { once } from '../../platform/idempotency/once.js';
import { ReceiveImportacionCommand } from './receive-importacion.command.js';

/** Lines of a lote, and characters after which it is closed before that: a lote is held in memory. */
const LOTE_LINES = 500;
const LOTE_SIZE = 524_288;

@CommandHandler(ReceiveImportacionCommand)
export class ReceiveImportacionHandler implements ICommandHandler<ReceiveImportacionCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: ImportacionStore,
  ) {}

  // A file that cannot be read to its end leaves nothing: it is refused whole, to be corrected and sent again. No
  // connection is held while a slow line delivers it.
  async execute({ tipo, body, context }: ReceiveImportacionCommand): Promise<string> {
    if (body !== undefined && !(body instanceof Readable))
      throw new DomainError('tipo-de-contenido', { tipos: 'text/csv' });
    // Now, and not once a line.
    const line = lineOf(tipo === 'trazas' ? CaptureTrazasCommand : CreateEnviosCommand);
    const refusal = line && refusalOf(context.actor, line);
    if (refusal) throw refusal;
    const file = await openCsv(body, this.config.TRAZO_IMPORTACION_MIB * 1_048_576);
    const columnas = readHeader(tipo, file.header);
    const id = uuidV7();
    const { key } = context;
    try {
      await this.store.begin(id, tipo, columnas, file.separator, context.actor);
      const { lineas, fingerprint } = await this.storeLotes(id, tipo, columnas, file.rows);
      const first = await inTransaction(this.pool, (client) =>
        once(client, key && { ...key, fingerprint }, async () => {
          await this.store.markReceived(client, id, lineas);
          return id;
        }),
      );
      if (first !== id) await this.store.discard(id);
      return first;
    } catch (error) {
      // While the database is away it cannot be discarded now, and the first error is the one that says why.
      await this.store.discard(id).catch(() => undefined);
      throw error;
    }
  }

  private async storeLotes(id: string, tipo: string, columnas: readonly string[], rows: AsyncIterable<Row>) {
    const hash = createHash('sha256').update(JSON.stringify([tipo, columnas]));
    let numero = 0;
    let lineas = 0;
    for await (const lote of lotesOf(rows)) {
      lineas += lote.length;
      if (lineas > MAX_LINEAS) throw new DomainError('demasiadas-lineas', { max: MAX_LINEAS });
      hash.update(JSON.stringify(lote).normalize('NFC'));
      await this.store.addLote(id, numero, lote);
      numero += 1;
    }
    if (lineas === 0) throw new DomainError('archivo-sin-lineas');
    return { lineas, fingerprint: hash.digest('hex') };
  }
}

async function* lotesOf(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let lote: Row[] = [];
  let size = 0;
  for await (const row of rows) {
    lote.push(row);
    size += row.celdas.reduce((sum, { length }) => sum + length + 1, 0);
    if (lote.length < LOTE_LINES && size < LOTE_SIZE) continue;
    yield lote;
    lote = [];
    size = 0;
  }
  if (lote.length > 0) yield lote;
}
