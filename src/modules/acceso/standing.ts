import { Inject, Injectable } from '@nestjs/common';
import { type Actor, nameOf, openActor, type Rol } from '../../platform/access/actor.js';
import { type Principal, Principals } from '../../platform/access/principals.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Queryable } from '../../platform/database/pool.js';

const OWNERS = `
  cliente_id AS "clienteId", comercio_id AS "comercioId", transportista_id AS "transportistaId",
  repartidor_id AS "repartidorId"`;

// $1 ids.
const USUARIOS = `
  SELECT id, roles, CASE WHEN email_verificado THEN email END AS email, ${OWNERS}
  FROM usuarios WHERE id = ANY ($1::uuid[]) AND bloqueado_en IS NULL AND borrado_en IS NULL`;

const CLAVES = `
  SELECT c.id, ARRAY[c.rol] AS roles, NULL AS email, c.cliente_id AS "clienteId", c.comercio_id AS "comercioId",
    c.transportista_id AS "transportistaId", c.repartidor_id AS "repartidorId", c.dispositivo_id AS "dispositivoId"
  FROM claves c LEFT JOIN usuarios u ON u.id = c.usuario_id
  WHERE c.id = ANY ($1::uuid[]) AND c.revocada_en IS NULL AND (c.expira_en IS NULL OR c.expira_en > now())
    AND u.bloqueado_en IS NULL AND u.borrado_en IS NULL`;

type Ids = Record<'clienteId' | 'comercioId' | 'transportistaId' | 'repartidorId', string | null>;

interface Row extends Ids {
  id: string;
  roles: Rol[];
  email: string | null;
  dispositivoId?: string | null;
}

const NAME = /^(usuario|clave):([0-9a-f-]{36})$/;

/** People and keys by their names, with what they may do now. */
@Injectable()
export class Standing extends Principals {
  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  override async find(db: Queryable, names: readonly string[]): Promise<Map<string, Principal>> {
    const found = new Map<string, Principal>();
    const ids = { usuario: [] as string[], clave: [] as string[] };
    for (const name of new Set(names)) {
      const [, tipo, id] = NAME.exec(name) ?? [];
      if (tipo && id) ids[tipo as keyof typeof ids].push(id);
      // The house itself, or somebody without credentials, who may do everything in a house that is open.
      else if (this.config.TRAZO_ACCESO === 'abierto')
        found.set(name, { actor: openActor(name), email: null });
    }
    for (const [tipo, text] of [['usuario', USUARIOS] as const, ['clave', CLAVES] as const]) {
      if (ids[tipo].length === 0) continue;
      const { rows } = await db.query<Row>(text, [ids[tipo]]);
      for (const row of rows) {
        const actor = actorOf(tipo, row);
        found.set(nameOf(actor), { actor, email: row.email });
      }
    }
    return found;
  }
}

const actorOf = (tipo: 'usuario' | 'clave', row: Row): Actor => ({
  tipo,
  id: row.id,
  roles: row.roles,
  ambitos: [],
  clienteId: row.clienteId ?? undefined,
  comercioId: row.comercioId ?? undefined,
  transportistaId: row.transportistaId ?? undefined,
  repartidorId: row.repartidorId ?? undefined,
  dispositivoId: row.dispositivoId ?? undefined,
});
