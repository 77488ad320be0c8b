/** A traza as the fleet posted it. */
export interface Posted {
  idEvento: string;
  codigo: string;
  tipo: string;
  ocurridoEn: string;
  dispositivoId?: string;
  /** How often it was acknowledged. */
  acknowledged: number;
}

/** One request that was answered with 202. */
export interface Acknowledged {
  capturaId: string;
  /** The events that it took, in order. */
  events: string[];
}

/** Everything that was ever sent and every 202 that came back: what the auditor holds the system to. */
export class Ledger {
  readonly events = new Map<string, Posted>();
  readonly captures: Acknowledged[] = [];
  /** Codes of envíos whose creation was answered with 201. */
  readonly envios: string[] = [];
  /** Answers by what they were: `202`, `503`, `ECONNREFUSED`... */
  readonly answers = new Map<string, number>();

  post(event: Omit<Posted, 'acknowledged'>): Posted {
    const posted = { ...event, acknowledged: 0 };
    this.events.set(event.idEvento, posted);
    return posted;
  }

  acknowledge(capturaId: string, events: readonly Posted[]): void {
    for (const event of events) event.acknowledged += 1;
    if (capturaId) this.captures.push({ capturaId, events: events.map(({ idEvento }) => idEvento) });
  }

  count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }

  get acknowledged(): number {
    let total = 0;
    for (const { acknowledged } of this.events.values()) if (acknowledged > 0) total += 1;
    return total;
  }
}
