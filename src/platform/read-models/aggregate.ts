import { type Month, monthSuffix } from '../database/month.js';
import { Registry } from '../registry/registry.js';

/**
 * Sums over the rows of a read model. They are kept in two parts, as the rows themselves are: what the base of each month
 * comes to, refreshed together with that base, and an adjustment for the rows that changed since, which is small and
 * refreshed every minute. A figure is the sum of both.
 */
export interface Aggregate {
  /** Name without prefix: gives `def_`, `vm_<name>_<month>` and `vm_<name>_ajuste`. */
  readonly name: string;
  /** Name of the read model whose rows are summed up. */
  readonly of: string;
  /**
   * File below `prisma/views/` with the SELECT that defines it, from `hechos`: columns `facts` of the rows, and `signo`, 1
   * or -1. All that it sums up must be multiplied by the sign.
   */
  readonly definition: string;
  readonly facts: readonly string[];
  /** Columns that say what is counted; none is ever NULL. */
  readonly identity: readonly string[];
  /** The others, which are sums. */
  readonly sums: readonly string[];
  /** Indexes of every month, beside the unique one of the identity. */
  readonly indexes: readonly string[];
}

/** All aggregates, which modules declare. */
export const aggregates = new Registry<Aggregate>('El agregado');

/** The aggregates of a read model. */
export function aggregatesOf(name: string): readonly Aggregate[] {
  return aggregates.all().filter(({ of }) => of === name);
}

/** Name of what a month's base comes to. */
export function aggregateName({ name }: Aggregate, month: Month): string {
  return `vm_${name}_${monthSuffix(month)}`;
}

/** Name of what has changed since. */
export function adjustmentName({ name }: Aggregate): string {
  return `vm_${name}_ajuste`;
}
