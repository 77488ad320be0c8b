import { randomUUID } from 'node:crypto';
import { CODIGOS_MOTIVO, ESTADOS, TIPOS_TRAZA } from '../../src/modules/estados/contract.js';
import type { LoteCreado } from '../../src/modules/envios/envio-creado.dto.js';
import type { ModelEnvio, ModelFilter } from './list-model.js';
import type { Stack } from './stack.js';

const DAY = 86_400_000;
const NOMBRES = [
  'María Núñez',
  'Mario Peña',
  'Lucía Ibáñez',
  'Óscar Güell',
  'Ana Q.',
  "Juan D'Angelo",
  'Zoë Weiß',
];
const CIUDADES = ['Cusco', 'Arequipa', 'Lima', 'Cañete'];
const REGIONES = ['CUS', 'ARE', 'LIM'];
const TELEFONOS = ['+51987654321', '+51987654322', '+5114213365', '+573001234567', '+5112345', null];
const CALLES = ['Av. El Sol 20', 'Jr. Ica 987', 'Calle Núñez 654', 'Pasaje Güemes 3-B'];
const CLIENTES = ['Café Andino', 'Textiles Güemes', 'Farmacia Peña'];

/** Envíos of all kinds over several months, made through the API and known to a model. */
export class ListData {
  readonly envios: ModelEnvio[] = [];
  private clientes: { id: string; nombre: string }[] = [];
  private transportistas: { id: string }[] = [];
  private centros: string[] = [];

  constructor(
    private readonly stack: Stack,
    private readonly random: () => number,
    /** The newest time in all of it. */
    private readonly now = Date.now() - DAY,
  ) {}

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }

  async prepare(): Promise<void> {
    const { given, http } = this.stack;
    this.clientes = await Promise.all(CLIENTES.map((nombre) => given.cliente({ nombre })));
    this.transportistas = await Promise.all([1, 2].map(() => given.transportista()));
    const centro = { nombre: 'Centro', ciudad: 'Lima', region: 'LIM', pais: 'PE', lat: null, lon: null };
    for (const codigo of ['A', 'B']) {
      const { body } = await http.post('/v1/centros', { ...centro, codigo });
      this.centros.push(body['id']!);
    }
  }

  /** Creates `count` envíos within the last five months. */
  async create(count: number): Promise<void> {
    const bodies = await Promise.all(Array.from({ length: count }, () => this.envioBody()));
    const { status, body } = await this.stack.http.post<LoteCreado>('/v1/envios/lote', { envios: bodies });
    expect(status).toBe(201);
    for (const [index, { codigo, id }] of body.envios.entries()) {
      const sent = bodies[index]!;
      this.envios.push({
        codigo,
        id,
        referencia: sent.referencia,
        clienteId: sent.clienteId,
        clienteNombre: this.clientes.find((cliente) => cliente.id === sent.clienteId)!.nombre,
        transportistaId: sent.transportistaId,
        destinatario: sent.destinatario.nombre,
        telefono: sent.destinatario.telefono,
        origen: sent.origen.direccion,
        destino: sent.destino.direccion,
        ciudad: sent.destino.ciudad,
        region: sent.destino.region,
        creadoEn: sent.creadoEn,
        fechaEstimada: sent.fechaEstimada,
        trazas: [],
      });
    }
  }

  private async envioBody() {
    const body = await this.stack.given.envioBody();
    const creado = this.now - Math.floor(this.random() * 150 * DAY);
    const estimada = creado + Math.floor(this.random() * 250 * DAY);
    return {
      ...body,
      clienteId: this.pick(this.clientes).id,
      transportistaId: this.pick(this.transportistas).id,
      referencia: this.pick([
        null,
        `pedido-${Math.floor(this.random() * 900)}`,
        'Ñandú/77',
        'remesa77',
        'ab12',
        'encargosx9 remesas',
      ]),
      destinatario: { nombre: this.pick(NOMBRES), telefono: this.pick(TELEFONOS) },
      origen: { ...(body['origen'] as object), direccion: this.pick(CALLES) },
      destino: {
        ...(body['destino'] as object),
        direccion: this.pick(CALLES),
        ciudad: this.pick(CIUDADES),
        region: this.pick(REGIONES),
      },
      creadoEn: new Date(creado).toISOString(),
      fechaEstimada: this.random() < 0.3 ? null : new Date(estimada).toISOString(),
    };
  }

  /** Posts `count` trazas of random envíos and waits until they are stored. */
  async report(count: number): Promise<void> {
    const trazas = Array.from({ length: count }, () => {
      const envio = this.pick(this.envios);
      // Times of their own, so that no two trazas of an envío need anything else to be ordered by.
      const told =
        Date.parse(envio.creadoEn) + Math.floor(this.random() * (this.now - Date.parse(envio.creadoEn)));
      // Some clocks are wrong by a year.
      const ocurridoEn = this.random() < 0.04 ? told - 365 * DAY : told;
      const traza = {
        idEvento: randomUUID(),
        tipo: this.pick(TIPOS_TRAZA),
        motivo: this.pick([null, this.pick(CODIGOS_MOTIVO.slice(0, 3))]),
        centroId: this.pick([null, ...this.centros]),
        secuencia: Math.floor(this.random() * 9),
      };
      envio.trazas.push({ ...traza, ocurridoEn, recibidoEn: this.now });
      return { ...traza, codigo: envio.codigo, ocurridoEn: new Date(ocurridoEn).toISOString() };
    });
    await this.stack.given.applied(trazas);
  }

  /** One value for each filter there is, most of them such that they find something. */
  filters(): Record<string, () => string> {
    const instant = () => this.pick(this.envios).creadoEn;
    const last = () =>
      new Date(this.pick(this.pick(this.envios).trazas)?.ocurridoEn ?? this.now).toISOString();
    return {
      estado: () => this.pick(ESTADOS),
      anomalia: () => this.pick(['reloj', 'lugar', 'lugar,reloj']),
      motivo: () => CODIGOS_MOTIVO.slice(0, 1 + Math.floor(this.random() * 2)).join(','),
      cliente: () => this.pick(this.clientes).id,
      transportista: () => this.pick(this.transportistas).id,
      centro: () => this.pick(this.centros),
      referencia: () => this.pick(['Ñandú/77', 'remesa77', 'encargosx9 remesas']),
      region: () => this.pick(REGIONES),
      creadoDesde: instant,
      creadoHasta: instant,
      ultimaTrazaDesde: last,
      ultimaTrazaHasta: last,
      atrasado: () => this.pick(['true', 'false']),
      sinMovimientoDesde: last,
      codigo: () => Array.from({ length: 5 }, () => this.pick(this.envios).codigo).join(','),
      q: () => this.pick(QUERIES),
    };
  }

  /** A filter of a few conditions and an order; no range in it ends before it starts. */
  randomFilter(): ModelFilter {
    const all = Object.entries(this.filters()).filter(() => this.random() < 0.2);
    const filter: ModelFilter = Object.fromEntries(all.map(([name, value]) => [name, value()]));
    for (const range of ['creado', 'ultimaTraza']) {
      const [from, to] = [filter[`${range}Desde`], filter[`${range}Hasta`]];
      if (from && to && from > to) delete filter[`${range}Hasta`];
    }
    return { ...filter, orden: this.pick(ORDENES) };
  }
}

export const ORDENES = [
  '-creado',
  'creado',
  '-ultimaTraza',
  'ultimaTraza',
  '-fechaEstimada',
  'fechaEstimada',
];

export const QUERIES = [
  'maria',
  'MARÍA nuñez',
  'marai',
  'pena',
  'Peñaa',
  'cuzco',
  'areqipa',
  'cafe cusco',
  'andinp lima',
  'pedido',
  'pedibo 7',
  'remesa',
  'remesa7',
  'remes',
  'encargos',
  'ñandu 77',
  'z',
  'TZ',
  '0000',
  'oscar guell',
  'farmacia d angelo',
  'nadie',
  '98765',
  '51987',
  '987 654 321',
  '0051 (987) 654-322',
  '300 123 4567',
  'ana 987 654 321',
  'jr ica 987',
  'nunes 654',
];
