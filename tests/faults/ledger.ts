/** A traza as the fleet posted it. What is posted again with another body is another one of these, with the same id. */
export interface Posted {
  idEvento: string;
  codigo: string;
  tipo: string;
  /** By its device's clock. */
  ocurridoEn: string;
  lugar?: string;
  dispositivoId?: string;
  /** When it really happened, in milliseconds since 1970. */
  happenedAt: number;
  /** Every `enviadoEn` that it was sent with, each attempt with its own; empty if its device does not say it. */
  sentAt: Set<string>;
  /** How often it was acknowledged. */
  acknowledged: number;
}

/** One request that was answered with 202. */
export interface Acknowledged {
  capturaId: string;
  /** The events that it took, in order. */
  events: readonly Posted[];
}

/** One file that was answered with 202. */
export interface Imported {
  id: string;
  good: number;
  wrong: number;
}

/** As much of a traza as whoever posts it decides. */
export type Draft = Omit<Posted, 'happenedAt' | 'sentAt' | 'acknowledged'> & { happenedAt?: number };

/** Everything that was ever sent and every 202 that came back: what the auditor holds the system to. */
export class Ledger {
  /** By id: what was said of an event, once for each other body. */
  readonly events = new Map<string, Posted[]>();
  readonly captures: Acknowledged[] = [];
  readonly imports: Imported[] = [];
  /** Codes of envíos whose creation was answered with 201. */
  readonly envios: string[] = [];
  /** Codes that were reserved for labels. */
  readonly reserved = new Set<string>();
  /** How far the clocks of devices are ahead, in milliseconds. */
  readonly clocks = new Map<string, number>();
  /** Answers by what they were: `202`, `503`, `ECONNREFUSED`... */
  readonly answers = new Map<string, number>();

  post({ happenedAt, ...event }: Draft): Posted {
    const posted = {
      ...event,
      happenedAt: happenedAt ?? Date.parse(event.ocurridoEn),
      sentAt: new Set<string>(),
      acknowledged: 0,
    };
    this.events.set(event.idEvento, [...(this.events.get(event.idEvento) ?? []), posted]);
    return posted;
  }

  acknowledge(capturaId: string, events: readonly Posted[]): void {
    for (const event of events) event.acknowledged += 1;
    if (capturaId) this.captures.push({ capturaId, events });
  }

  count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }
}

/** A traza as it goes over the wire. */
export function bodyOf({ happenedAt: _, sentAt: __, acknowledged: ___, ...body }: Posted) {
  return body;
}
