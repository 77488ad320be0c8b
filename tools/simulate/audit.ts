import type { Receipt, Verdict } from '../replay/api.js';

/** A traza that did not end as its 202 promised. */
export interface BrokenPromise {
  idEvento: string;
  problem: string;
}

/** Keeps what was acknowledged, and compares it with what the receipts say in the end. */
export class Audit {
  /** Copies of trazas that were acknowledged. */
  acknowledged = 0;
  readonly #copies = new Map<string, number>();
  readonly #verdicts = new Map<string, Verdict[]>();
  readonly #problems = new Map<string, string>();

  acknowledge(ids: readonly string[]): void {
    for (const id of ids) this.#copies.set(id, (this.#copies.get(id) ?? 0) + 1);
    this.acknowledged += ids.length;
  }

  settle({ eventos }: Receipt): void {
    for (const { idEvento, resultado, problema } of eventos) {
      const verdicts = this.#verdicts.get(idEvento) ?? [];
      verdicts.push(resultado);
      this.#verdicts.set(idEvento, verdicts);
      if (problema) this.#problems.set(idEvento, problema);
    }
  }

  /** Copies with that verdict. */
  count(verdict: Verdict): number {
    return [...this.#verdicts.values()].flat().filter((one) => one === verdict).length;
  }

  /** Every traza of which a copy was acknowledged and is neither applied nor a duplicate of one that is. */
  brokenPromises(): BrokenPromise[] {
    return [...this.#copies].flatMap(([idEvento, copies]) => {
      const problem = this.#problemOf(idEvento, copies);
      return problem === undefined ? [] : [{ idEvento, problem }];
    });
  }

  #problemOf(idEvento: string, copies: number): string | undefined {
    const verdicts = this.#verdicts.get(idEvento) ?? [];
    const of = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
    if (of('rechazada') > 0) return `rechazada: ${this.#problems.get(idEvento) ?? 'sin motivo'}`;
    if (of('pendiente') > 0) return 'sigue pendiente';
    if (verdicts.length !== copies) return `${copies} acuses y ${verdicts.length} veredictos`;
    if (of('aplicada') > 1) return `aplicada ${of('aplicada')} veces`;
    // A copy that was stored while its answer was really lost makes all others duplicates.
    return undefined;
  }
}
