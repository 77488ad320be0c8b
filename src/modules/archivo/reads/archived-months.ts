import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { addMonths, yearMonth } from '../../../platform/database/month.js';
import type { Queryable } from '../../../platform/database/pool.js';
import { READ_POOL } from '../../../platform/database/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { MadeOnce } from '../../../platform/lifecycle/made-once.js';
import type { AlcanceArchivo } from './alcance.dto.js';
import { type Manifest, PeriodoLedger } from '../../periodos/contract.js';

/** From when to when, RFC 3339, both included; open where left out. */
export interface Span {
  desde?: string | undefined;
  hasta?: string | undefined;
}

/** Which months a question is about: when their envíos were created, and when something happened to them. */
export interface Asked {
  created?: Span;
  happened?: Span;
}

/** What the archive answers for, as of one moment. */
export interface Archived {
  /** Oldest first. */
  months: readonly Manifest[];
  /** Codes of envíos of these months that are hot: what the files say of them no longer counts. */
  hot: readonly string[];
}

/** Months that one question may read. */
export const MAX_MONTHS = 60;

/** How old the list of archived months may be where it only serves as a hint. */
const HINT_MS = 1_000;

const HOT = `
  SELECT e.codigo FROM remanentes r JOIN envios e ON e.id = r.envio_id WHERE mes_de(r.envio_id) = ANY ($1::date[])`;

/** Knows which months are in the archive, for questions about many envíos. */
@Injectable()
export class ArchivedMonths {
  private hint: { at: number; months: MadeOnce<Manifest[]> } | undefined;

  constructor(
    @Inject(READ_POOL) private readonly pool: pg.Pool,
    private readonly periodos: PeriodoLedger,
  ) {}

  /** How far a question reaches into the archive; null if it does not. */
  async reach(asked: Asked, included: boolean): Promise<AlcanceArchivo | null> {
    if (!this.hint || this.hint.at + HINT_MS < Date.now())
      this.hint = { at: Date.now(), months: new MadeOnce(() => this.periodos.listArchived(this.pool)) };
    const months = within(await this.hint.months.get(), asked).map(({ mes }) => yearMonth(mes));
    const [desde, hasta] = [months[0], months.at(-1)];
    return desde && hasta ? { incluido: included, desde, hasta, periodos: months.length } : null;
  }

  /**
   * Reads hot rows and then what the archive has of the same months; anew when a month moved meanwhile. An envío that is
   * brought back while this lasts may be in both.
   *
   * @throws {DomainError} `validacion` when the question is about too many archived months, `archivo-ocupado`
   */
  async beside<Hot, Cold>(
    db: Queryable,
    asked: Asked,
    readHot: () => Promise<Hot>,
    readCold: (archived: Archived) => Promise<Cold>,
  ): Promise<readonly [Hot, Cold]> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const all = await this.periodos.listArchived(db);
      const months = notTooMany(within(all, asked));
      const hot = await this.listHot(db, months);
      const answer = [await readHot(), await readCold({ months, hot })] as const;
      if (versionOf(await this.periodos.listArchived(db)) === versionOf(all)) return answer;
    }
    throw new DomainError('archivo-ocupado');
  }

  /**
   * Archived months that a question is about, oldest first.
   *
   * @throws {DomainError} `validacion` when it is about too many
   */
  async listWithin(db: Queryable, asked: Asked): Promise<Manifest[]> {
    return notTooMany(within(await this.periodos.listArchived(db), asked));
  }

  /** Codes of envíos of these months that are hot. */
  async listHot(db: Queryable, months: readonly Manifest[]): Promise<string[]> {
    const { rows } = await db.query<{ codigo: string }>(HOT, [months.map(({ mes }) => mes)]);
    return rows.map(({ codigo }) => codigo);
  }
}

const versionOf = (months: readonly Manifest[]) =>
  months.map(({ mes, generacion }) => `${mes}.${generacion}`).join();

function notTooMany(months: Manifest[]): Manifest[] {
  if (months.length <= MAX_MONTHS) return months;
  throw DomainError.invalid([
    { pointer: '#/incluirArchivo', code: 'archivo-largo', params: { max: MAX_MONTHS } },
  ]);
}

/** Months that may have something of what is asked; one whose envíos all stayed behind has nothing. */
function within(months: readonly Manifest[], { created, happened }: Asked): Manifest[] {
  return months.filter(({ mes, instantes, tablas }) => {
    if (tablas.envios.filas === 0) return false;
    const until = `${addMonths(mes, 1)}T00:00:00.000Z`;
    return (
      meets(created, { desde: `${mes}T00:00:00.000Z`, hasta: until }) && meets(happened, instantes ?? {})
    );
  });
}

function meets(span: Span = {}, other: Span): boolean {
  const before = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && Date.parse(a) < Date.parse(b);
  return !before(span.hasta, other.desde) && !before(other.hasta, span.desde);
}
