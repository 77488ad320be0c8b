import { Injectable, Logger } from '@nestjs/common';
import { v5 as uuidV5 } from 'uuid';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { explain } from '../../platform/validation/explain.js';
import { bodyOf, INPUTS, usedCells } from './columns.js';
import type { Row } from './csv-reader.js';
import type { Lote } from './importacion-store.js';

/** Name space of the ids of trazas whose line has none. */
const NAMESPACE = '4f8f9c1a-7a36-5a0e-8a1d-3c5b0a9de6f2';

/** Makes of a line what a request would have brought. */
@Injectable()
export class LineReader {
  private readonly logger = new Logger('importaciones');
  /** Lotes of which the log has been told. */
  private readonly told = new WeakSet<Lote>();

  /** A traza without an id has one of its file and its line, always the same. */
  read({ tipo, columnas, importacionId }: Lote, { linea, celdas }: Row): object {
    const body = bodyOf(tipo, columnas, celdas);
    if (tipo === 'envios') return body;
    return { idEvento: uuidV5(`${importacionId} ${linea}`, NAMESPACE), ...body };
  }

  /** What is wrong with a line in itself. It never throws: what a line does to us is wrong with the line. */
  faultsOf(lote: Lote, row: Row): FieldError[] {
    if (row.fallo) return [{ pointer: '#', code: row.fallo }];
    const recibidas = usedCells(row.celdas);
    const max = lote.columnas.length;
    if (recibidas > max) return [{ pointer: '#', code: 'celdas-de-mas', params: { max, recibidas } }];
    try {
      return explain(INPUTS[lote.tipo], this.read(lote, row));
    } catch (error) {
      this.tell(lote, row, error);
      return [{ pointer: '#', code: 'no-se-puede-guardar' }];
    }
  }

  /** One line of a lote is told; what the others do to us is most likely the same. */
  private tell(lote: Lote, { linea }: Row, error: unknown): void {
    if (this.told.has(lote)) return;
    this.told.add(lote);
    this.logger.error({ message: 'linea-fallida', linea, stack: (error as Error | undefined)?.stack });
  }
}
