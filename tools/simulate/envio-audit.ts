import { either } from '../../cli/words.mjs';
import { inLanes } from '../runtime/lanes.js';
import { RefusedError } from '../replay/http-client.js';
import { fold } from '../replay/model.js';
import type { SimulatedTraza } from './device.js';

/** A line of the history, as the detail shows it. */
interface Shown {
  idEvento: string;
  tipo: string;
  ocurridoEn: string;
  ocurridoEnDispositivo: string | null;
  enviadoEn: string | null;
  recibidoEn: string;
  secuencia: number | null;
  anomalia: 'reloj' | 'lugar' | null;
}

/** As much of a detail as is looked at. */
export interface ShownEnvio {
  estado: string;
  creadoEn: string;
  /** All of it. */
  historial: Shown[];
}

/** What happened, and what its device said of it. */
interface Told {
  traza: SimulatedTraza;
  /** By our clock, milliseconds since 1970. */
  happenedAt: number;
  /** Every time at which its device says that it sent it; empty if it does not say. */
  sentAt: Set<string>;
}

/** What reading so many envíos found. */
export interface EnvioFindings {
  read: number;
  /** Trazas whose time was corrected by what their device says of its clock. */
  corrected: number;
  /** Trazas that are not believed for their time. */
  unbelieved: number;
  /** Envíos that are not what they must be, and why. */
  wrong: string[];
}

/** No more are read: a long run has very many. */
const MOST_READ = 5_000;
const LANES = 16;
/** Clocks that differ by no more than this are left as they are. */
const TOLERANCE_MS = 60_000;

/** Keeps what really happened to each envío, and compares it with what is shown in the end. */
export class EnvioAudit {
  readonly #longestWayMs: number;
  readonly #envios = new Map<string, Map<string, Told>>();

  /** @param longestWayMs - So long a request may be on its way, from its last attempt until it was received. */
  constructor(longestWayMs: number) {
    this.#longestWayMs = longestWayMs;
  }

  tell(traza: SimulatedTraza, happenedAt: number): void {
    const told = this.#envios.get(traza.codigo) ?? new Map<string, Told>();
    told.set(traza.idEvento, { traza, happenedAt, sentAt: new Set() });
    this.#envios.set(traza.codigo, told);
  }

  /** An attempt at sending these, by a device that says when. */
  sent(trazas: readonly SimulatedTraza[], enviadoEn: string): void {
    for (const { codigo, idEvento } of trazas) this.#envios.get(codigo)?.get(idEvento)?.sentAt.add(enviadoEn);
  }

  /** @param get - Reads the detail of an envío by its code. */
  async check(get: (codigo: string) => Promise<ShownEnvio>): Promise<EnvioFindings> {
    const codigos = [...this.#envios.keys()].slice(-MOST_READ);
    const findings: EnvioFindings = { read: codigos.length, corrected: 0, unbelieved: 0, wrong: [] };
    await inLanes(codigos, LANES, async (codigo) => {
      const envio = await get(codigo).catch((error: unknown) => {
        // An envío that had trazas and is not there is as wrong as one that is another.
        if (!(error instanceof RefusedError)) throw error;
        findings.wrong.push(`${codigo}: ${error.message}`);
      });
      if (!envio) return;
      findings.corrected += envio.historial.filter((each) => each.ocurridoEnDispositivo !== null).length;
      findings.unbelieved += envio.historial.filter(({ anomalia }) => anomalia === 'reloj').length;
      const problem = this.problemOf(codigo, envio);
      if (problem) findings.wrong.push(`${codigo}: ${problem}`);
    });
    return findings;
  }

  /** What of an envío is not as it must be; undefined if nothing is. */
  problemOf(codigo: string, { estado, creadoEn, historial }: ShownEnvio): string | undefined {
    const strange = historial.find((shown) => !this.#hasItsTime(codigo, shown));
    if (strange) return `${either('otra hora', 'another time')}: ${JSON.stringify(strange)}`;
    const right = fold(historial, creadoEn);
    if (estado !== right.estado) return `${estado}, ${either('y no', 'not')} ${right.estado}`;
    const differs = right.historial.find(({ idEvento, anomalia }, index) => {
      const shown = historial[index];
      return shown?.idEvento !== idEvento || shown.anomalia !== anomalia;
    });
    return differs && `${either('otro historial', 'another historial')}: ${JSON.stringify(differs)}`;
  }

  #hasItsTime(codigo: string, shown: Shown): boolean {
    const told = this.#envios.get(codigo)?.get(shown.idEvento);
    if (!told) return false;
    const [at, said] = [Date.parse(shown.ocurridoEn), Date.parse(told.traza.ocurridoEn)];
    const isLeft = shown.ocurridoEnDispositivo === null && at === said;
    if (shown.enviadoEn === null) return isLeft && told.sentAt.size === 0;
    if (!told.sentAt.has(shown.enviadoEn)) return false;
    const skew = Date.parse(shown.enviadoEn) - Date.parse(shown.recibidoEn);
    if (Math.abs(skew) <= TOLERANCE_MS) return isLeft;
    const late = at - told.happenedAt;
    const isSaid = Date.parse(shown.ocurridoEnDispositivo ?? '') === said;
    // A clock that drifts has gone a little since.
    return isSaid && at === said - skew && late >= -1_000 && late <= this.#longestWayMs;
  }
}
