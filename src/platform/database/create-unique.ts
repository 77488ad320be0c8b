import { DomainError } from '../errors/domain-error.js';
import { uuidV7 } from './uuid-v7.js';

/** What of a Prisma model `createUnique` needs. */
interface UniqueModel {
  findUnique(args: { where: { codigo: string }; select: object }): Promise<unknown>;
  create(args: { data: object; select: object }): Promise<unknown>;
}

/**
 * Creates a row of reference data that its `codigo` identifies. The same row sent again is answered, not doubled.
 *
 * @param select - Columns to answer, as Prisma writes them.
 * @throws {DomainError} `codigo-en-uso` when a different row has the codigo.
 */
export async function createUnique<Row>(
  model: unknown,
  input: { codigo: string },
  select: object,
): Promise<Row> {
  const rows = model as UniqueModel;
  const existing = await rows.findUnique({ where: { codigo: input.codigo }, select });
  if (!existing) return (await rows.create({ data: { id: uuidV7(), ...input }, select })) as Row;
  const stored = existing as Record<string, unknown>;
  const differs = Object.entries(input).some(([name, value]) => (value ?? null) !== stored[name]);
  if (differs) throw new DomainError('codigo-en-uso', { codigo: input.codigo });
  return existing as Row;
}
