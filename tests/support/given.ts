import { randomUUID } from 'node:crypto';
import type { TrazaInput } from '../../src/commands/trazas/capture-trazas.command.js';
import type { Captura, Recibo } from '../../src/modules/trazas/captura.dto.js';
import type { EnvioCreado } from '../../src/modules/envios/envio-creado.dto.js';
import type { EnvioDetalle } from '../../src/modules/envios/envio.dto.js';
import type { HttpClient } from './http-client.js';
import { poll } from './poll.js';

type Fields = Record<string, unknown>;

/** Fields of a traza as tests write them: of the names that there are, with values that may be wrong on purpose. */
export type TrazaFields = { [Name in keyof TrazaInput]?: unknown };

/** Makes what a test starts from, through the public API. */
export class Given {
  private references: Promise<{ clienteId: string; transportistaId: string }> | undefined;

  constructor(private readonly http: HttpClient) {}

  async cliente(fields: Fields = {}): Promise<{ id: string; nombre: string }> {
    return this.created('/v1/clientes', { nombre: 'Café Andino', ...fields });
  }

  async transportista(fields: Fields = {}): Promise<{ id: string; nombre: string }> {
    return this.created('/v1/transportistas', { nombre: 'Rápidos del Sur', codigo: randomUUID(), ...fields });
  }

  /** A valid body of an envío, with a cliente and a transportista that exist. */
  async envioBody(fields: Fields = {}): Promise<Fields> {
    this.references ??= Promise.all([this.cliente(), this.transportista()]).then(
      ([cliente, transportista]) => ({
        clienteId: cliente.id,
        transportistaId: transportista.id,
      }),
    );
    return { ...(await this.references), ...ENVIO, ...fields };
  }

  async envio(fields: Fields = {}): Promise<EnvioCreado> {
    return this.created('/v1/envios', await this.envioBody(fields));
  }

  /** `count` envíos at once. */
  async envios(count: number, fields: Fields = {}): Promise<EnvioCreado[]> {
    const body = await this.envioBody(fields);
    const lote = await this.created<{ envios: EnvioCreado[] }>('/v1/envios/lote', {
      envios: Array(count).fill(body),
    });
    return lote.envios;
  }

  /** Reserved codes, that no envío has yet. */
  async codigos(cantidad: number): Promise<string[]> {
    return (await this.created<{ codigos: string[] }>('/v1/codigos', { cantidad })).codigos;
  }

  /** A valid traza of an envío. */
  traza(codigo: string, fields: TrazaFields = {}): TrazaInput {
    const traza: TrazaInput = {
      idEvento: randomUUID(),
      codigo,
      tipo: 'en_transito',
      ocurridoEn: new Date().toISOString(),
    };
    return Object.assign(traza, fields);
  }

  /** Posts trazas and waits until their receipt is complete. */
  async applied(trazas: readonly object[]): Promise<Recibo> {
    return this.settled((await this.captured(trazas)).capturaId);
  }

  /** Posts trazas and answers as soon as they are accepted. */
  async captured(trazas: readonly object[]): Promise<Captura> {
    const answer = await this.http.post<Captura>('/v1/trazas', trazas);
    if (answer.status !== 202)
      throw new Error(`capture answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The receipt of a capture, once no event is pending. */
  settled(capturaId: string): Promise<Recibo> {
    return poll(`receipt ${capturaId} to be complete`, async () => {
      const { body } = await this.http.get<Recibo>(`/v1/capturas/${capturaId}`);
      return body.estado === 'completa' && body;
    });
  }

  async detalle(codigo: string): Promise<EnvioDetalle> {
    return (await this.http.get<EnvioDetalle>(`/v1/envios/${codigo}`)).body;
  }

  private async created<T>(path: string, body: Fields): Promise<T> {
    const answer = await this.http.post<T>(path, body);
    if (answer.status !== 201)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

/** A valid body of an envío, but for whose it is. */
export const ENVIO = {
  referencia: 'pedido-77',
  destinatario: { nombre: 'Ana Q.', telefono: '+51987654321', email: null },
  origen: {
    direccion: 'Jr. Ica 100',
    ciudad: 'Lima',
    region: 'LIM',
    pais: 'PE',
    codigoPostal: '15001',
    lat: null,
    lon: null,
  },
  destino: {
    direccion: 'Av. Sol 20',
    ciudad: 'Cusco',
    region: 'CUS',
    pais: 'PE',
    codigoPostal: '08002',
    lat: -13.52,
    lon: -71.97,
  },
  bultos: 1,
  pesoG: 1200,
};
