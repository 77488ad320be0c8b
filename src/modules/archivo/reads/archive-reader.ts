import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ArchiveFiles } from '../../../platform/archive/archive-files.js';
import { Duck } from '../../../platform/archive/duck.js';
import { Turnstile } from '../../../platform/lifecycle/turnstile.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import { ARCHIVED_TABLES, selectOne, type TableName } from '../files/archived-tables.js';
import type { FileName, Manifest } from '../../periodos/contract.js';
import { fileOf } from '../files/manifest.js';

/** Memory of the DuckDB that looks single envíos up, in MiB. */
const MEMORY_MIB = 256;

/** Look-ups at a time: each takes two cores for some milliseconds. Many more may wait. */
const LANES = 2;
const QUEUE = 200;

/** Everything that the archive has of an envío: a JSON array of rows for each table. */
export type ArchivedRows = Record<TableName, string>;

/** Looks single envíos up in the files of the archive. */
@Injectable()
export class ArchiveReader implements OnApplicationShutdown {
  private readonly turnstile = new Turnstile(LANES, QUEUE, () => new DomainError('archivo-ocupado'));
  private readonly idle: Duck[] = [];
  private readonly duck = new MadeOnce(() => Duck.open({ memoryMib: MEMORY_MIB, lookUps: true }));

  constructor(private readonly files: ArchiveFiles) {}

  /**
   * The rows of the envío with this code; undefined when this export has none.
   *
   * @throws {DomainError} `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`
   */
  async read(manifest: Manifest, codigo: string): Promise<ArchivedRows | undefined> {
    const tables = ARCHIVED_TABLES.filter(({ name }) => mayHave(manifest, name, codigo));
    if (tables.length === 0) return undefined;
    const selects = await Promise.all(
      tables.map(async (table) => selectOne(table, await this.files.open(fileOf(manifest, table.name)))),
    );
    // Beside one another: of each file some groups have to be decoded.
    const found = await this.turnstile.pass(() =>
      Promise.all(selects.map((select) => this.lookUp(select, codigo))),
    );
    const of = (name: TableName) => {
      const own = found[tables.findIndex((table) => table.name === name)] ?? [];
      return `[${own.map(({ fila }) => fila).join(',')}]`;
    };
    const envios = of('envios');
    return envios === '[]' ? undefined : { envios, trazas: of('trazas'), anulaciones: of('anulaciones') };
  }

  async onApplicationShutdown(): Promise<void> {
    for (const lane of this.idle) lane.close();
    (await this.duck.made())?.close();
  }

  private async lookUp(sql: string, codigo: string): Promise<{ fila: string }[]> {
    const lane = this.idle.pop() ?? (await (await this.duck.get()).another());
    try {
      return await lane.rowsAgain(sql, [codigo]);
    } finally {
      this.idle.push(lane);
    }
  }
}

function mayHave({ tablas }: Manifest, name: FileName, codigo: string): boolean {
  const { desde, hasta } = tablas[name];
  return desde !== null && hasta !== null && desde <= codigo && codigo <= hasta;
}
