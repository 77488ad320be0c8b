import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  type Checked,
  CheckExistenciasCommand,
  RevisionParameters,
} from '../../src/commands/catalogo/check-existencias.command.js';
import type { JobContext, JobResult } from '../../src/platform/jobs/job-context.js';
import type { JobDefinition } from '../../src/platform/jobs/job-definition.js';

/** Most productos that a result names. */
const TOLD = 100;

/** Checks that the ledger of stock sums up to what is there. It changes nothing, so a dry run is the same. */
@Injectable()
export class CheckExistenciasJob implements JobDefinition<RevisionParameters> {
  readonly type = 'revision-de-existencias';
  readonly Parameters = RevisionParameters;

  constructor(private readonly commands: CommandBus) {}

  async run(context: JobContext<RevisionParameters>): Promise<JobResult | null> {
    let [productos, after]: [number, string | null] = [0, null];
    const diferencias: string[] = [];
    do {
      await context.checkpoint();
      const checked: Checked = await this.commands.execute(new CheckExistenciasCommand(after));
      for (const id of checked.diferencias) context.log(`${id}: los movimientos no suman lo que hay`);
      diferencias.push(...checked.diferencias);
      context.progress((productos += checked.productos), null, 'productos');
      after = checked.last;
    } while (after !== null);
    return productos === 0
      ? null
      : { productos, diferencias: diferencias.length, ids: diferencias.slice(0, TOLD) };
  }
}
