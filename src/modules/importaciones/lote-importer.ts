import { Injectable, Logger } from '@nestjs/common';
import { isOfSurroundings } from '../../platform/database/surroundings.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { MAX_CELLS } from './importacion.dto.js';
import { ImportacionStore, type LineaRefused, type LineaTaken, type Lote } from './importacion-store.js';
import { LineReader } from './line-reader.js';
import { LineTaker } from './line-taker.js';
import type { Row } from './csv-reader.js';

/** A lote of which it is decided which lines are refused. */
type DecidedLote = Lote & { refused: LineaRefused[] };

/** Attempts at a lote that fails as a whole, though each of its lines by itself does not. */
const ATTEMPTS = 5;

const NOT_STORABLE: FieldError = { pointer: '#', code: 'no-se-puede-guardar' };

/**
 * Takes lotes in. Whatever error a line causes, of whatever kind, ends as that line's error; only what the surroundings
 * cause leaves a lote for another attempt.
 */
@Injectable()
export class LoteImporter {
  private readonly logger = new Logger('importaciones');

  constructor(
    private readonly store: ImportacionStore,
    private readonly reader: LineReader,
    private readonly taker: LineTaker,
  ) {}

  /** Lines that are wrong in themselves. */
  findFaulty(lote: Lote): LineaRefused[] {
    return lote.rows.flatMap((row) => {
      const fields = this.reader.faultsOf(lote, row);
      // A line that an earlier version took has no bound of its own.
      return fields.length > 0 ? [{ ...row, celdas: row.celdas.slice(0, MAX_CELLS), fields }] : [];
    });
  }

  /**
   * Takes the lines that are not refused. What shows only now to be wrong, a cliente that does not exist for instance,
   * is written down as refused before the others are tried again: so a second attempt at the lote takes the same lines,
   * and a lote that was taken is answered and not taken again.
   */
  async take(lote: DecidedLote): Promise<LineaTaken[]> {
    const rows = goodRows(lote);
    if (rows.length === 0) return [];
    try {
      return await this.taker.take(lote, rows);
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      const news = refusedBy(error, rows) ?? (await this.findCulprits(lote, rows, error));
      const refused = [...lote.refused, ...news].sort((a, b) => a.linea - b.linea);
      await this.store.decide(lote, refused);
      return this.take({ ...lote, refused });
    }
  }

  /**
   * The lines that cannot be taken, for an error that names none. Nothing is taken on the way: each half is rehearsed, and
   * those that fail are halved again, down to the one line.
   */
  private async findCulprits(
    lote: DecidedLote,
    rows: readonly Row[],
    error: unknown,
  ): Promise<LineaRefused[]> {
    const { importacionId, numero } = lote;
    this.logger.error({
      message: 'lote-fallido',
      importacionId,
      numero,
      stack: (error as Error | undefined)?.stack,
    });
    const culprits = await this.culpritsAmong(lote, rows);
    if (culprits.length > 0) return culprits;
    if (lote.intentos < ATTEMPTS) throw error;
    return rows.map((row) => ({ ...row, fields: [NOT_STORABLE] }));
  }

  private async culpritsAmong(lote: DecidedLote, rows: readonly Row[]): Promise<LineaRefused[]> {
    try {
      await this.taker.rehearse(lote, rows);
      return [];
    } catch (error) {
      if (isOfSurroundings(error)) throw error;
      const named = refusedBy(error, rows);
      if (named) return named;
      const [only] = rows;
      if (only && rows.length === 1) return [{ ...only, fields: [NOT_STORABLE] }];
    }
    const middle = Math.ceil(rows.length / 2);
    const first = await this.culpritsAmong(lote, rows.slice(0, middle));
    return [...first, ...(await this.culpritsAmong(lote, rows.slice(middle)))];
  }
}

function goodRows({ rows, refused }: DecidedLote): Row[] {
  const lines = new Set(refused.map(({ linea }) => linea));
  return rows.filter(({ linea }) => !lines.has(linea));
}

/** The lines that a refusal points at, `#/<index>/<field>` or `#/envios/<index>/<field>`; undefined if it names none. */
function refusedBy(error: unknown, rows: readonly Row[]): LineaRefused[] | undefined {
  const byRow = new Map<Row, FieldError[]>();
  for (const field of error instanceof DomainError ? error.fields : []) {
    const [, index, path] = /^#(?:\/envios)?\/(\d+)(|\/.*)$/.exec(field.pointer) ?? [];
    const row = rows[Number(index)];
    if (!row) continue;
    const faults = byRow.get(row) ?? [];
    faults.push({ ...field, pointer: `#${path}` });
    byRow.set(row, faults);
  }
  return byRow.size > 0 ? [...byRow].map(([row, fields]) => ({ ...row, fields })) : undefined;
}
