import type { Owner } from '../../platform/access/owner.js';

/**
 * SQL: whether `i`, a row of `importaciones`, was sent for somebody. Its values are those of `ownerValues`.
 *
 * @param first - Number of the first of its two parameters.
 */
export function belongsTo(first: number): string {
  const is = (field: string, parameter: number) =>
    `($${parameter}::text IS NULL OR i.solicitante ->> '${field}' = $${parameter})`;
  return `${is('clienteId', first)} AND ${is('transportistaId', first + 1)}`;
}

/** Values for `belongsTo`: nulls for what belongs to anybody. */
export function ownerValues(
  owner: Owner | undefined,
): [clienteId: string | null, transportistaId: string | null] {
  return [owner?.clienteId ?? null, owner?.transportistaId ?? null];
}
