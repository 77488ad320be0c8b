import type { Actor, Rol } from '../../src/platform/access/actor.js';
import type { EnvioCreado } from '../../src/modules/envios/envio-creado.dto.js';
import { contextOfActor, type RequestContext } from '../../src/platform/access/request-context.js';
import type { Stack } from './stack.js';

/** An envío, and whose it is. */
export interface OwnedEnvio {
  codigo: string;
  id: string;
  clienteId: string;
  transportistaId: string;
}

/** Two clientes and two transportistas, with envíos of every pair of them, each with trazas. */
export class Tenants {
  readonly envios: OwnedEnvio[] = [];
  clientes: string[] = [];
  transportistas: string[] = [];

  constructor(private readonly stack: Stack) {}

  /** @param fields - Of each envío. */
  async create(fields: Record<string, unknown> = {}): Promise<this> {
    const { given } = this.stack;
    this.clientes = [
      (await given.cliente({ nombre: 'Café Andino' })).id,
      (await given.cliente({ nombre: 'Café Costeño' })).id,
    ];
    this.transportistas = [(await given.transportista()).id, (await given.transportista()).id];
    await this.add(fields);
    return this;
  }

  /** One more envío of every pair. */
  async add(fields: Record<string, unknown> = {}, trazas = ['recogido', 'entregado']): Promise<OwnedEnvio[]> {
    const added: OwnedEnvio[] = [];
    for (const clienteId of this.clientes)
      for (const transportistaId of this.transportistas) {
        const envio: EnvioCreado = await this.stack.given.envio({ clienteId, transportistaId, ...fields });
        added.push({ codigo: envio.codigo, id: envio.id, clienteId, transportistaId });
      }
    const base = typeof fields['creadoEn'] === 'string' ? Date.parse(fields['creadoEn']) : Date.now();
    const at = (index: number) => new Date(base + index * 60_000).toISOString();
    const posted = added.flatMap(({ codigo }) =>
      trazas.map((tipo, index) => this.stack.given.traza(codigo, { tipo, ocurridoEn: at(index) })),
    );
    if (posted.length > 0) await this.stack.given.applied(posted);
    this.envios.push(...added);
    return added;
  }

  /** What an oracle says that somebody owns, by code. */
  ownedBy({ clienteId, transportistaId, roles }: Actor): string[] {
    const all = roles.some((rol) => ['administrador', 'operador', 'auditor'].includes(rol));
    return this.envios
      .filter((envio) => all || envio.clienteId === clienteId || envio.transportistaId === transportistaId)
      .map(({ codigo }) => codigo)
      .sort();
  }
}

/** Somebody with one role. */
export function actorOf(rol: Rol, ids: Partial<Actor> = {}, id = `clave-de-${rol}`): Actor {
  return { tipo: 'clave', id, roles: [rol], ambitos: [], ...ids };
}

/** The context of a request of his. */
export const as = (actor: Actor): RequestContext => contextOfActor(actor);
