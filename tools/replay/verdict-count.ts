import type { Traza, Verdict } from './api.js';
import type { Mismatch } from './compare.js';

/** What the receipts said of each event, all its copies together. */
export class VerdictCount {
  readonly #counts = new Map<string, number>();
  readonly #totals = new Map<Verdict, number>();
  readonly #problems = new Map<string, string>();

  /** @param problem - Why, if it was rejected. */
  add(idEvento: string, verdict: Verdict, problem: string | null = null): void {
    const key = `${idEvento} ${verdict}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#totals.set(verdict, (this.#totals.get(verdict) ?? 0) + 1);
    if (problem) this.#problems.set(idEvento, problem);
  }

  /** How many copies of this event got that verdict. */
  of(idEvento: string, verdict: Verdict): number {
    return this.#counts.get(`${idEvento} ${verdict}`) ?? 0;
  }

  /** Why a copy of this event was rejected. */
  problemOf(idEvento: string): string {
    return this.#problems.get(idEvento) ?? 'sin motivo';
  }

  total(verdict: Verdict): number {
    return this.#totals.get(verdict) ?? 0;
  }
}

/** Each event is applied once or was there before, the rest of its copies are duplicates, and none is rejected. */
export function compareVerdicts({ idEvento, codigo, datos }: Traza, verdicts: VerdictCount): Mismatch[] {
  const applied = verdicts.of(idEvento, 'aplicada');
  const mismatch = (actual: string): Mismatch[] => {
    const field = `recibo de ${datos.evento} (${idEvento})`;
    return [{ codigo, referencia: '', field, expected: 'aplicada una vez', actual }];
  };
  if (verdicts.of(idEvento, 'rechazada') > 0) return mismatch(`rechazada: ${verdicts.problemOf(idEvento)}`);
  if (applied > 1) return mismatch(`aplicada ${applied} veces`);
  return applied === 1 || verdicts.of(idEvento, 'duplicada') > 0 ? [] : mismatch('sin veredicto');
}
