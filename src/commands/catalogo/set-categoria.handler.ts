import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import { faultOfSchema } from '../../modules/catalogo/domain/attribute-schema.js';
import { ownComercio } from '../../modules/catalogo/own-comercio.js';
import type { Categoria } from '../../modules/catalogo/productos/categoria.dto.js';
import { isSimbolo } from '../../modules/catalogo/productos/simbolo-field.js';
import { POOL } from '../../platform/database/tokens.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { SetCategoriaCommand } from './set-categoria.command.js';

// $1 comercio, $2 codigo, $3 name, $4 place, $5 schema, $6 whose alone or null. What is so already is no new version.
const SET = `
  INSERT INTO categorias AS c (comercio_id, codigo, nombre, orden, esquema)
  SELECT id, $2, $3, $4, $5::jsonb FROM comercios WHERE id = $1 AND ($6::uuid IS NULL OR id = $6)
  ON CONFLICT (comercio_id, codigo) DO UPDATE
    SET nombre = EXCLUDED.nombre, orden = EXCLUDED.orden, esquema = EXCLUDED.esquema,
      version = c.version + (ROW(c.nombre, c.orden, c.esquema)
        IS DISTINCT FROM ROW(EXCLUDED.nombre, EXCLUDED.orden, EXCLUDED.esquema))::integer
  RETURNING comercio_id AS "comercioId", codigo, nombre, orden, esquema, version`;

@CommandHandler(SetCategoriaCommand)
export class SetCategoriaHandler implements ICommandHandler<SetCategoriaCommand> {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  // Productos that are there keep their attributes: the schema is asked when one is written.
  /** @throws {DomainError} `recurso-desconocido`, `validacion` for a schema that cannot be met or is not allowed */
  async execute(command: SetCategoriaCommand): Promise<Categoria> {
    const { comercioId, codigo, input } = command;
    const { nombre, orden, esquema } = input;
    if (!isSimbolo(codigo)) throw DomainError.invalid([{ pointer: '#/codigo', code: 'simbolo' }]);
    const fault = esquema && faultOfSchema(esquema);
    if (fault)
      throw DomainError.invalid([{ pointer: '#/esquema', code: 'esquema', params: { razon: fault } }]);
    const values = [
      comercioId,
      codigo,
      nombre,
      orden,
      esquema && JSON.stringify(esquema),
      ownComercio(command),
    ];
    const { rows } = await this.pool.query<Categoria>(SET, values);
    if (!rows[0]) throw new DomainError('recurso-desconocido', { recurso: 'comercio', id: comercioId });
    return rows[0];
  }
}
