import { type TOTP, URI } from 'otpauth';
import type { Call } from './generated-client.js';
import type { PlainIssuer } from './issuers.js';
import { WorkTramitesCommand } from '../../src/commands/acceso/work-tramites.command.js';
import { UNATTENDED } from '../../src/modules/archivo/run/archive-run.js';
import { mailsTo, tokenIn } from './mailbox.js';
import { PASSWORD, People } from './people.js';
import type { Stack } from './stack.js';

const FACTOR = '/v1/usuarios/yo/segundo-factor';

/** What operations of access need beside their examples: people who are logged in, their codes and their mails. */
export class AccessWorld {
  private readonly people: People;

  constructor(
    private readonly stack: Stack,
    private readonly issuer: PlainIssuer | undefined,
  ) {
    this.people = new People(stack);
  }

  /** What an operation needs; undefined for one that needs nothing of it. */
  async peculiar(id: string): Promise<Call | undefined> {
    return this.needs[id]?.();
  }

  /** Somebody who has registered. */
  usuario = async () => ({ id: (await this.people.registered()).id });

  clave = async () => {
    const key = { nombre: 'x', rol: 'operador' };
    const { headers } = await this.administrator();
    const { body } = await this.stack.http.post<{ id: string }>('/v1/claves', key, headers);
    return { id: body.id };
  };

  /** A tracking page, and its token. */
  seguimiento = async () => {
    const { codigo } = await this.stack.given.envio();
    const path = `/v1/envios/${codigo}/seguimiento`;
    const { body } = await this.stack.http.post<{ id: string; token: string }>(path, {});
    return { codigo, id: body.id, token: body.token };
  };

  private readonly needs: Record<string, () => Promise<Call>> = {
    ...Object.fromEntries(
      [
        'cambiarPreferencias',
        'cambiarUsuarioPropio',
        'leerPreferencias',
        'leerUsuarioPropio',
        'listarSesiones',
      ]
        .concat('pedirConfirmacion', 'prepararSegundoFactor', 'terminarSesionActual')
        .map((id) => [id, async () => ({ headers: (await this.loggedIn()).headers })]),
    ),
    crearClave: () => this.administrator(),
    rotarClave: () => this.administrator(),
    cambiarPermisos: () => this.administrator(),
    cambiarClave: async () => ({
      headers: (await this.loggedIn()).headers,
      body: { actual: PASSWORD, clave: `${PASSWORD} nueva` },
    }),
    cambiarClaveOlvidada: async () => ({
      body: { token: await this.recovery(), clave: `${PASSWORD} nueva` },
    }),
    confirmarCorreo: async () => {
      const { email } = await this.people.registered();
      return { body: { token: tokenIn((await mailsTo(this.stack, email))[0]) } };
    },
    seguirSesion: async () => ({ body: { refresco: (await this.loggedIn()).refresco } }),
    terminarSesion: async () => {
      const { headers, sesionId } = await this.loggedIn();
      return { headers, path: { id: sesionId } };
    },
    activarSegundoFactor: async () => {
      const { headers, code } = await this.prepared();
      return { headers, body: { codigo: code(0) } };
    },
    retirarSegundoFactor: () => this.withFactor(),
    mostrarSegundoFactor: () => this.withFactor(),
    pedirDatos: async () => ({ headers: (await this.loggedIn()).headers }),
    darseDeBaja: async () => ({ headers: (await this.loggedIn()).headers }),
    leerDatos: () => this.withData(),
    descargarDatos: () => this.withData(),
    leerBaja: async () => {
      const { headers } = await this.loggedIn();
      const { body } = await this.stack.http.delete<{ token: string }>('/v1/usuarios/yo', headers);
      return { path: { token: body.token } };
    },
    entrarPorEmisor: async () => ({ path: { emisor: 'prueba' }, query: {} }),
    volverDeEmisor: async () => ({
      ...(await this.issuer!.goneAndBack(`${this.stack.http.url}/v1/sesiones/oidc/prueba`)),
      path: { emisor: 'prueba' },
    }),
    revocarSeguimiento: async () => ({ path: await this.seguimiento() }),
  };

  private async administrator() {
    const { headers } = await this.loggedIn({ roles: ['administrador'] });
    return { headers };
  }

  private async loggedIn(fields: Record<string, unknown> = {}) {
    const { acceso, refresco, sesionId } = await this.people.session(await this.people.registered(fields));
    return { headers: { authorization: `Bearer ${acceso}` }, refresco, sesionId };
  }

  /** Somebody whose data are in a file. */
  private async withData(): Promise<Call> {
    const { headers } = await this.loggedIn();
    const { body } = await this.stack.http.get<{ id: string }>('/v1/usuarios/yo/datos', headers);
    await this.people.run(new WorkTramitesCommand(UNATTENDED));
    return { headers, path: { id: body.id } };
  }

  /** Somebody whose second factor waits to be confirmed. */
  private async prepared() {
    const { headers } = await this.loggedIn();
    const { body } = await this.stack.http.post<{ uri: string }>(FACTOR, undefined, headers);
    const totp = URI.parse(body.uri) as TOTP;
    const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    return { headers, code };
  }

  /** Somebody who has one, and a code that was not used yet. */
  private async withFactor(): Promise<Call> {
    const { headers, code } = await this.prepared();
    await this.stack.http.post(`${FACTOR}/confirmacion`, { codigo: code(0) }, headers);
    return { headers, body: { codigo: code(1) } };
  }

  private async recovery(): Promise<string> {
    const { email } = await this.people.registered();
    await this.stack.http.anonymous.post('/v1/usuarios/recuperacion', { email });
    return tokenIn(
      (await mailsTo(this.stack, email)).filter((text) => text.includes('/recuperacion#')).at(-1),
    );
  }
}
