import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ArchiveFiles } from '../../platform/archive/archive-files.js';
import { Duck } from '../../platform/archive/duck.js';
import { Turnstile } from '../../platform/archive/turnstile.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ARCHIVED_TABLES, type FileName, selectOne, type TableName } from './archived-tables.js';
import { fileOf, type Manifest } from './manifest.js';

/** Memory of the DuckDB that looks single envíos up, in MiB. */
const MEMORY_MIB = 256;

/** Look-ups at a time: each takes a core for some milliseconds. Many more may wait. */
const LANES = 2;
const QUEUE = 200;

/** Everything that the archive has of an envío: a JSON array of rows for each table. */
export type ArchivedRows = Record<TableName, string>;

/** Looks single envíos up in the files of the archive. */
@Injectable()
export class ArchiveReader implements OnApplicationShutdown {
  private readonly turnstile = new Turnstile(LANES, QUEUE, () => new DomainError('archivo-ocupado'));
  private readonly idle: Duck[] = [];
  private duck: Promise<Duck> | undefined;

  constructor(private readonly files: ArchiveFiles) {}

  /**
   * The rows of the envío with this code; undefined when this export has none.
   *
   * @throws {DomainError} `archivo-ocupado`, `archivo-no-disponible`, `archivo-danado`
   */
  async read(manifest: Manifest, codigo: string): Promise<ArchivedRows | undefined> {
    const selects: string[] = [];
    for (const table of ARCHIVED_TABLES) {
      if (!mayHave(manifest, table.name, codigo)) continue;
      const path = await this.files.open(fileOf(manifest, table.name));
      selects.push(`SELECT '${table.name}' AS tabla, fila FROM (${selectOne(table, path)})`);
    }
    if (selects.length === 0) return undefined;
    const rows = await this.turnstile.pass(() => this.lookUp(selects.join(' UNION ALL '), codigo));
    const of = (name: TableName) => {
      const own = rows.filter(({ tabla }) => tabla === name).map(({ fila }) => fila);
      return `[${own.join(',')}]`;
    };
    const found = rows.some(({ tabla }) => tabla === 'envios');
    return found ? { envios: of('envios'), trazas: of('trazas'), anulaciones: of('anulaciones') } : undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const lane of this.idle) lane.close();
    (await this.duck)?.close();
  }

  private async lookUp(sql: string, codigo: string): Promise<{ tabla: TableName; fila: string }[]> {
    this.duck ??= Duck.open({ memoryMib: MEMORY_MIB });
    const lane = this.idle.pop() ?? (await (await this.duck).another());
    try {
      return await lane.rows(sql, [codigo]);
    } finally {
      this.idle.push(lane);
    }
  }
}

function mayHave({ tablas }: Manifest, name: FileName, codigo: string): boolean {
  const { desde, hasta } = tablas[name];
  return desde !== null && hasta !== null && desde <= codigo && codigo <= hasta;
}
