import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import type { SesionAbierta } from '../../src/modules/acceso/sesiones/sesion.dto.js';
import type { Usuario } from '../../src/modules/acceso/usuarios/usuario.dto.js';
import { Authenticator } from '../../src/platform/access/authenticator.js';
import { contextOfActor, type RequestContext } from '../../src/platform/access/request-context.js';
import type { Stack } from './stack.js';

export const PASSWORD = 'caballo grapa bateria';

/** A person who has registered, with what he needs to log in. */
export interface Person extends Usuario {
  email: string;
  clave: string;
}

/** Makes people and lets them in, as clients do. */
export class People {
  constructor(private readonly stack: Pick<Stack, 'http' | 'get' | 'pool'>) {}

  /** @param roles - What he is; a cliente if left out. */
  async registered({ roles, ...fields }: Record<string, unknown> = {}): Promise<Person> {
    const input = { email: `${randomUUID()}@correo.pe`, clave: PASSWORD, nombre: 'Ana Q.', ...fields };
    const { status, body } = await this.stack.http.anonymous.post<Usuario>('/v1/usuarios', input);
    if (status !== 201) throw new Error(`registering answered ${status}: ${JSON.stringify(body)}`);
    if (roles) await this.stack.pool.query('UPDATE usuarios SET roles = $2 WHERE id = $1', [body.id, roles]);
    return { ...body, email: input.email, clave: input.clave };
  }

  /** Logs in. */
  async session(person: Pick<Person, 'email' | 'clave'>, fields: object = {}): Promise<SesionAbierta> {
    const input = { email: person.email, clave: person.clave, ...fields };
    const { status, body } = await this.stack.http.anonymous.post<SesionAbierta>('/v1/sesiones', input);
    if (status !== 201) throw new Error(`logging in answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** The context of a request with this credential. */
  async context(token: string): Promise<RequestContext> {
    return contextOfActor(await this.stack.get<Authenticator>(Authenticator as never).authenticate(token));
  }

  /** Whether a credential opens anything. */
  async opens(token: string): Promise<boolean> {
    return this.context(token).then(
      () => true,
      (error: { code?: string }) => {
        if (error.code !== 'credencial-invalida') throw error;
        return false;
      },
    );
  }

  async run<T>(command: object): Promise<T> {
    return this.stack.get(CommandBus).execute(command as never);
  }

  async ask<T>(query: object): Promise<T> {
    return this.stack.get(QueryBus).execute(query as never);
  }
}
