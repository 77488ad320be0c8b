import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type pg from 'pg';
import type { ClaveCreada, ClaveInput } from '../../modules/acceso/claves/clave.dto.js';
import { CLAVE_COLUMNS, type ClaveRow, toClave } from '../../modules/acceso/claves/clave-row.js';
import { KeySecrets } from '../../modules/acceso/claves/key-secrets.js';
import { mayGrant, ownerOf } from '../../modules/acceso/domain/key-grant.js';
import { type Actor, nameOf } from '../../platform/access/actor.js';
import { refuseUnknownOwner } from '../../modules/acceso/unknown-owner.js';
import { Auditoria } from '../../platform/access/auditoria.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { uuidV7 } from '../../platform/database/uuid-v7.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { onceWithSecret } from '../../platform/idempotency/once.js';
import { CreateClaveCommand } from './create-clave.command.js';

// $12: the key that makes it, or null. What a key makes belongs to its person, and does not outlive it.
const ADD = `
  INSERT INTO claves (id, nombre, rol, usuario_id, cliente_id, comercio_id, transportista_id, repartidor_id, dispositivo_id,
    creada_por, expira_en)
  SELECT $1, $2, $3, coalesce($4, maker.usuario_id), $5, $6, $7, $8, $9, $10, least($11::timestamptz, maker.expira_en)
  FROM (SELECT) one LEFT JOIN claves maker ON maker.id = $12`;

const SELECT_CLAVE = `SELECT ${CLAVE_COLUMNS} FROM claves c WHERE c.id = $1`;

@CommandHandler(CreateClaveCommand)
export class CreateClaveHandler implements ICommandHandler<CreateClaveCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly secrets: KeySecrets,
  ) {}

  /** @throws {DomainError} `validacion`, `rol-no-permitido`, `secreto-ya-entregado` */
  execute({ input, context }: CreateClaveCommand): Promise<ClaveCreada> {
    const { actor, key } = context;
    const owner = ownerOf(input.rol);
    if (owner && !input[owner]) throw DomainError.invalid([{ pointer: `#/${owner}`, code: 'requerido' }]);
    if (input.expiraEn && Date.parse(input.expiraEn) <= Date.now())
      throw DomainError.invalid([{ pointer: '#/expiraEn', code: 'fecha-pasada' }]);
    const ownDevice = !actor.dispositivoId || actor.dispositivoId === input.dispositivoId;
    if (!ownDevice || !mayGrant(actor, input)) throw new DomainError('rol-no-permitido', { rol: input.rol });
    return inTransaction(this.pool, (db) =>
      onceWithSecret(db, key, async () => {
        const id = uuidV7();
        await db.query(ADD, valuesOf(id, input, actor)).catch(refuseUnknownOwner);
        const clave = await this.secrets.add(db, id);
        const { nombre: _, ...despues } = input;
        await Auditoria.add(db, context, { accion: 'clave.creada', objeto: { tipo: 'clave', id }, despues });
        const { rows } = await db.query<ClaveRow>(SELECT_CLAVE, [id]);
        return { ...toClave(rows[0] as ClaveRow), clave };
      }),
    );
  }
}

function valuesOf(id: string, input: ClaveInput, actor: Actor): unknown[] {
  // One that an administrator gives to somebody else is not his; one with all his rights is.
  const own =
    actor.tipo === 'usuario' && (input.rol === 'administrador' || !actor.roles.includes('administrador'));
  return [
    id,
    input.nombre,
    input.rol,
    own ? actor.id : null,
    input.clienteId ?? null,
    input.comercioId ?? null,
    input.transportistaId ?? null,
    input.repartidorId ?? null,
    input.dispositivoId ?? null,
    nameOf(actor),
    input.expiraEn ?? null,
    actor.tipo === 'clave' ? actor.id : null,
  ];
}
