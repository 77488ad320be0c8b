import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Cursors, type CursorSigner } from '../../platform/http/cursors.js';
import { StopSignal } from '../../platform/lifecycle/stop-signal.js';
import { Log } from '../../platform/log/log.js';
import { behind, isKept, type Place } from '../../platform/log/place.js';
import { CambioLog, type CambioRow } from './cambio-log.js';
import { CambioTail } from './cambio-tail.js';
import type { Evento } from './evento.dto.js';
import { toEvento, updated } from './evento-row.js';
import { EventoStream } from './evento-stream.js';
import { encodePlace } from './place.js';

/** Whoever missed more than so many positions is told to read the envío anew: finding its events would take longer. */
const MOST_MISSED = 2_000;

/** Opens live streams of single envíos. An envío that nobody follows costs nothing. */
@Injectable()
export class EnvioFollower {
  private readonly streams = new Set<EventoStream>();
  private opening = 0;

  constructor(
    private readonly log: Log,
    private readonly cambios: CambioLog,
    private readonly tail: CambioTail,
    private readonly cursors: Cursors,
    @Inject(CONFIG) private readonly config: Config,
    private readonly stop: StopSignal,
  ) {
    stop.signal.addEventListener('abort', () => {
      for (const stream of this.streams) stream.end();
    });
  }

  /** Streams that are open. */
  get count(): number {
    return this.streams.size;
  }

  /**
   * Follows an envío from now on, or from behind `last`.
   *
   * @throws {DomainError} `demasiados-seguidores`
   */
  async open(envio: { id: string; codigo: string }, last?: Place): Promise<EventoStream> {
    const { TRAZO_SEGUIDORES_MAX: max } = this.config;
    if (this.streams.size + this.opening >= max) throw new DomainError('demasiados-seguidores', { max });
    const early: CambioRow[] = [];
    let tell: (change: CambioRow) => void = (change) => early.push(change);
    this.opening += 1;
    try {
      const cursors = await this.cursors.open();
      const event = (change: CambioRow) => toEvento(cursors, { ...change, codigo: envio.codigo });
      const { from, leave } = await this.tail.follow(envio.id, (change) => tell(change));
      const missed = await this.missed(envio, last, from, cursors).catch((error: unknown) => {
        leave();
        throw error;
      });
      const stream = new EventoStream(() => {
        leave();
        this.streams.delete(stream);
      });
      this.streams.add(stream);
      tell = (change) => stream.send(event(change));
      for (const evento of missed) stream.send(evento);
      // What it says when it comes back, though nothing happens in between: not before all that was missed.
      stream.place(encodePlace(cursors, behind(from)));
      for (const change of early) tell(change);
      if (this.stop.signal.aborted) stream.end();
      return stream;
    } finally {
      this.opening -= 1;
    }
  }

  private async missed(
    envio: { id: string; codigo: string },
    last: Place | undefined,
    from: number,
    cursors: CursorSigner,
  ): Promise<Evento[]> {
    if (!last || last.posicion > from) return [];
    const extent = await this.log.number();
    if (from - last.posicion > MOST_MISSED || !isKept(last, extent))
      return [updated(cursors, behind(from), new Date().toISOString(), envio)];
    const changes = await this.cambios.listOf([envio.id], last, from);
    return changes.map((change) => toEvento(cursors, { ...change, codigo: envio.codigo }));
  }
}
