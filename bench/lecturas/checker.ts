import { fold, type ModelTraza } from '../../tools/replay/model.js';
import { type Random, randomOf } from '../../tools/runtime/random.js';
import { uuidOf } from '../../tools/simulate/device.js';
import { HOUSE_HEADERS } from '../../tools/runtime/house-key.js';

const ENVIOS = 25;
const MOST_TRAZAS = 20;
const TIPOS = [
  'recogido',
  'en_transito',
  'escaneo',
  'en_reparto',
  'intento_fallido',
  'entregado',
  'reapertura',
];
/** As the API shows an instant that it was told. */
const PATIENCE_MS = 60_000;

interface Own {
  codigo: string;
  creadoEn: string;
  trazas: ModelTraza[];
}

interface Detail {
  estado: string;
  totalTrazas: number;
  historial: { idEvento: string }[];
}

/** Writes about envíos of its own, and reads them back as soon as it is told that they show it. */
export class Checker {
  written = 0;
  reads = 0;
  /** What was read that was not so. */
  readonly wrong: string[] = [];
  readonly #url: string;
  readonly #random: Random;
  #envios: Own[] = [];

  constructor(url: string, seed: number) {
    this.#url = url;
    this.#random = randomOf(seed);
  }

  async run(running: () => boolean): Promise<void> {
    const references = await this.#createReferences();
    while (running()) {
      await this.#createEnvios(references);
      for (let turn = 0; turn < ENVIOS && running(); turn += 1) {
        const changed = await this.#write();
        for (const envio of changed) await this.#check(envio);
        await this.#checkList(changed);
        await this.#check(this.#pick(this.#envios));
      }
    }
  }

  /** Posts trazas of some envíos, and waits until their receipt is complete. */
  async #write(): Promise<Own[]> {
    const changed = [...new Set(Array.from({ length: 5 }, () => this.#pick(this.#envios)))];
    const posted = changed.flatMap((envio) =>
      Array.from({ length: 1 + Math.floor(this.#random() * MOST_TRAZAS) }, () => {
        const traza: ModelTraza = {
          idEvento: uuidOf(this.#random),
          tipo: this.#pick(TIPOS),
          ocurridoEn: new Date(
            Date.parse(envio.creadoEn) + Math.floor(this.#random() * 3_600_000),
          ).toISOString(),
          secuencia: Math.floor(this.#random() * 9),
        };
        envio.trazas.push(traza);
        return { codigo: envio.codigo, ...traza };
      }),
    );
    const { capturaId } = await this.#ask<{ capturaId: string }>('/v1/trazas', posted);
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const receipt = await this.#ask<{ estado: string; aplicadas: number }>(`/v1/capturas/${capturaId}`);
      if (receipt.estado === 'completa') break;
      if (performance.now() > deadline) throw new Error(`El recibo ${capturaId} no se completó.`);
    }
    this.written += posted.length;
    return changed;
  }

  async #check(envio: Own): Promise<void> {
    const detail = await this.#ask<Detail>(`/v1/envios/${envio.codigo}?historial=todo`);
    const expected = fold(envio.trazas, envio.creadoEn);
    const order = (history: { idEvento: string }[]) => history.map(({ idEvento }) => idEvento).join();
    if (order(detail.historial) !== order(expected.historial)) this.#note(envio, 'el historial', detail);
    this.#compare(envio, detail, expected.estado, 'el detalle');
  }

  async #checkList(envios: readonly Own[]): Promise<void> {
    const codigos = envios.map(({ codigo }) => codigo).join(',');
    const { datos } = await this.#ask<{ datos: (Detail & { codigo: string })[] }>(
      `/v1/envios?codigo=${codigos}`,
    );
    for (const envio of envios) {
      const row = datos.find(({ codigo }) => codigo === envio.codigo);
      if (row) this.#compare(envio, row, fold(envio.trazas, envio.creadoEn).estado, 'la lista');
      else this.#note(envio, 'la lista', undefined);
    }
  }

  #compare(envio: Own, read: Omit<Detail, 'historial'>, estado: string, where: string): void {
    this.reads += 1;
    if (read.estado !== estado || read.totalTrazas !== envio.trazas.length) this.#note(envio, where, read);
  }

  #note({ codigo, trazas }: Own, where: string, read: Omit<Detail, 'historial'> | undefined): void {
    this.wrong.push(
      `${where} de ${codigo}: ${read?.estado ?? 'no está'} con ${read?.totalTrazas ?? 0} de ${trazas.length} trazas`,
    );
  }

  async #createEnvios(references: object): Promise<void> {
    const place = {
      direccion: 'Jr. Ica 1',
      ciudad: 'Lima',
      region: 'LMA',
      pais: 'PE',
      codigoPostal: '15001',
    };
    const creadoEn = new Date(
      Date.now() - Math.floor(this.#random() * 20 * 86_400_000) - 3_600_000,
    ).toISOString();
    const envio = { ...references, destinatario: { nombre: 'Ana Q.' }, origen: place, destino: place };
    const body = { envios: Array(ENVIOS).fill({ ...envio, bultos: 1, pesoG: 100, creadoEn }) };
    const { envios } = await this.#ask<{ envios: { codigo: string }[] }>('/v1/envios/lote', body);
    this.#envios = envios.map(({ codigo }) => ({ codigo, creadoEn, trazas: [] }));
  }

  async #createReferences(): Promise<object> {
    const mark = uuidOf(this.#random).slice(0, 8);
    const cliente = await this.#ask<{ id: string }>('/v1/clientes', { nombre: 'Comprobador' });
    const transportista = await this.#ask<{ id: string }>('/v1/transportistas', {
      nombre: 'Comprobador',
      codigo: `COMPRUEBA-${mark}`,
    });
    return { clienteId: cliente.id, transportistaId: transportista.id };
  }

  async #ask<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.#url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...HOUSE_HEADERS, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path.slice(0, 80)} contestó ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }
}
