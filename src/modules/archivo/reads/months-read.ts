import type { Month } from '../../../platform/database/month.js';
import type { Manifest } from '../../periodos/contract.js';

/** Behind every code there is. */
const END = '~';

/** How far a month was read, by code. */
interface Progress {
  /** The export that was read to its end; undefined while none was. */
  generacion?: number;
  /** Codes up to here were read. */
  behind: string;
  /** But for these: they were hot then, and are read from the archive once they are there. */
  left: ReadonlySet<string>;
}

const NOTHING: Progress = { behind: '', left: new Set() };

/**
 * What one walk over the archive has read of each month. When a month is written anew meanwhile, as a purge and a next export do,
 * it goes on in the new files where it was, and what it has read does not come again.
 */
export class MonthsRead {
  private readonly months = new Map<Month, Progress>();

  /** Whether there may be something of an export that was not read. */
  isUnread({ mes, generacion }: Manifest): boolean {
    return this.months.get(mes)?.generacion !== generacion;
  }

  /** How far a month was read. */
  of(mes: Month): Progress {
    return this.months.get(mes) ?? NOTHING;
  }

  /**
   * Notes that a month was read up to a code.
   *
   * @param before - How far it was read when this reading of it began.
   * @param hot - Codes that this reading leaves out.
   */
  note(mes: Month, before: Progress, hot: readonly string[], upTo: string): void {
    const left = [
      ...hot.filter((codigo) => codigo > before.behind || before.left.has(codigo)),
      ...[...before.left].filter((codigo) => codigo > upTo),
    ];
    this.months.set(mes, { behind: upTo > before.behind ? upTo : before.behind, left: new Set(left) });
  }

  /** Notes that an export was read to its end. */
  end({ mes, generacion }: Manifest, before: Progress, hot: readonly string[]): void {
    this.note(mes, before, hot, END);
    this.months.set(mes, { ...this.of(mes), generacion });
  }
}
