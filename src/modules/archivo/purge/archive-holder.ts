import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { PurgeClienteCommand } from '../../../commands/archivo/purge-cliente.command.js';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { literal } from '../../../platform/database/literal.js';
import type { Person } from '../../../platform/personal/personal-data.js';
import {
  HoldsPersonalData,
  type PersonalHolder,
  type PersonalRun,
} from '../../../platform/personal/personal-holder.js';
import { PeriodoLedger } from '../../periodos/contract.js';
import { ARCHIVED_TABLES, fileJson, withLater } from '../files/archived-tables.js';
import { fileOf } from '../files/manifest.js';
import { Workbench } from '../files/workbench.js';

/** Why a cliente is purged that is a person who leaves. */
const REASON = 'baja de la persona';

/** Envíos of a person: those of the archive to read, and all of them to purge. */
@Injectable()
@HoldsPersonalData()
export class ArchiveHolder implements PersonalHolder {
  readonly name = 'archivo';

  constructor(
    private readonly commands: CommandBus,
    private readonly files: ArchiveFiles,
    private readonly ledger: PeriodoLedger,
    private readonly workbench: Workbench,
  ) {}

  async *read({ clienteId }: Person): AsyncGenerator<object> {
    if (clienteId === null) return;
    for (const { manifiesto: manifest } of await this.ledger.list()) {
      if (!manifest) continue;
      const envios = literal(await this.files.open(fileOf(manifest, 'envios')));
      const own = `SELECT codigo FROM read_parquet(${envios}) WHERE cliente_id = $1::UUID`;
      for (const table of ARCHIVED_TABLES) {
        const path = literal(await this.files.open(fileOf(manifest, table.name)));
        const from = withLater(table, `read_parquet(${path}) WHERE codigo IN (${own})`);
        const rows = await this.workbench.useBeside(({ duck }) =>
          duck.rows<{ fila: string }>(`SELECT ${fileJson(table)} AS fila FROM ${from} f`, [clienteId]),
        );
        for (const { fila } of rows) yield { tabla: table.name, ...(JSON.parse(fila) as object) };
      }
    }
  }

  /** @throws {DomainError} `archivo-en-curso`, or what the archive came upon: then it is tried again */
  async erase({ clienteId }: Person, run: PersonalRun): Promise<void> {
    if (clienteId === null) return;
    await this.commands.execute(new PurgeClienteCommand(clienteId, REASON, 'sistema', run));
  }
}
