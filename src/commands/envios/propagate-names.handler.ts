import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { StaleNames } from '../../modules/envios/stale-names.js';
import { TrazaWriter } from '../../modules/trazas/contract.js';
import { POOL } from '../../platform/database/tokens.js';
import { inTransaction } from '../../platform/database/transaction.js';
import type { JobContext } from '../../platform/jobs/job-context.js';
import { markChanged } from '../../platform/read-models/mark-changed.js';
import { listHotMonths } from '../../platform/read-models/hot-months.js';
import {
  type PropagacionParameters,
  PropagateNamesCommand,
  RECURSOS_CON_NOMBRE,
} from './propagate-names.command.js';
import { ENVIOS_DETALLE } from '../../modules/estados/contract.js';

const CHUNK = 500;

/** Envíos of a month that are taken into the delta one by one; for more the month's next refresh is cheaper. */
const MOST_MARKED = 2_000;

const PAUSE_MS = 500;

@CommandHandler(PropagateNamesCommand)
export class PropagateNamesHandler implements ICommandHandler<PropagateNamesCommand> {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    private readonly trazas: TrazaWriter,
    private readonly stale: StaleNames,
  ) {}

  // Safe to repeat, and to be killed anywhere: what is still to be done is what still shows another name.
  async execute({ context }: PropagateNamesCommand): Promise<number> {
    const { simulacro, resumeFrom } = context;
    const total = Math.max(await this.count(context), (resumeFrom as number | null) ?? 0);
    if (simulacro) return total;
    context.progress(0, total, 'envíos');
    await context.checkpoint(total);
    const horizon = await this.stale.horizon();
    for (;;) {
      // Asked before the look: who is behind the horizon after it has not written anything since.
      const settled = await this.stale.isPast(horizon);
      const left = await this.mark(context);
      context.progress(total - Math.min(left, total), total, 'envíos');
      await context.checkpoint(total);
      if (left === 0 && settled) return total;
      await delay(PAUSE_MS, undefined, { signal: context.signal }).catch(() => context.checkpoint(total));
    }
  }

  private async count({ parameters }: JobContext<PropagacionParameters>): Promise<number> {
    let count = 0;
    for (const month of await listHotMonths(this.pool))
      for (const recurso of recursosOf(parameters))
        count += await this.stale.count(month, recurso, parameters.id ?? undefined);
    return count;
  }

  /** @returns how many envíos are left to a refresh of their month, which their delta rows have brought about. */
  private async mark(context: JobContext<PropagacionParameters>): Promise<number> {
    const { parameters } = context;
    let left = 0;
    for (const month of (await listHotMonths(this.pool)).reverse())
      for (const recurso of recursosOf(parameters)) {
        const id = parameters.id ?? undefined;
        const count = await this.stale.count(month, recurso, id);
        if (count > MOST_MARKED && (await this.stale.inDelta(month)) >= MOST_MARKED) {
          left += count;
          continue;
        }
        for (let marked = 0; marked < Math.min(count, MOST_MARKED); marked += CHUNK) {
          const envios = await this.stale.list(month, recurso, id, CHUNK);
          await inTransaction(this.pool, async (client) => {
            await this.trazas.lock(
              client,
              envios.map(({ codigo }) => codigo),
            );
            await markChanged(
              client,
              ENVIOS_DETALLE,
              envios.map((envio) => envio.id),
            );
          });
          await context.checkpoint();
        }
        left += await this.stale.count(month, recurso, id);
      }
    return left;
  }
}

function recursosOf({ recurso }: PropagacionParameters) {
  return recurso ? [recurso] : RECURSOS_CON_NOMBRE;
}
