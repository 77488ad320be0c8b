import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CaptureJobStore } from '../../modules/epcis/capture-job-store.js';
import { problemOfEvents } from '../../modules/epcis/event-form.js';
import { eventsOf } from '../../modules/epcis/epcis-document.js';
import { type EventRead, readEvent } from '../../modules/epcis/epcis-event.js';
import { CaptureTrazasCommand, MAX_TRAZAS, TrazaInput } from '../../modules/trazas/contract.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { compileSchema } from '../../platform/validation/schemas.js';
import { CaptureEpcisCommand } from './capture-epcis.command.js';

@CommandHandler(CaptureEpcisCommand)
export class CaptureEpcisHandler implements ICommandHandler<CaptureEpcisCommand> {
  private readonly isTraza = compileSchema(TrazaInput);

  constructor(
    private readonly commands: CommandBus,
    private readonly jobs: CaptureJobStore,
  ) {}

  /**
   * An event is taken whole or not at all. Everything is read before anything is captured, so that `rollback` keeps
   * its word. Safe to repeat: the same events give the same trazas.
   */
  async execute({ body, behaviour, enviadoEn }: CaptureEpcisCommand): Promise<string> {
    const { events, pointer } = eventsOf(body);
    const read = events.map((event, index) =>
      readEvent(event, `${pointer}/${index}`, (traza) => this.isTraza(traza), enviadoEn),
    );
    const faults = read.flatMap((event) => event.faults);
    const trazas = read.flatMap((event) => event.trazas);
    if (trazas.length === 0 || (faults.length > 0 && behaviour === 'rollback')) throw refusal(faults);
    return this.jobs.add({
      behaviour,
      pointer,
      capturas: await this.capture(trazas),
      ...placesOf(read),
      refused: read.flatMap(({ faults }, index) => (faults.length > 0 ? [{ index, faults }] : [])),
    });
  }

  private async capture(trazas: readonly TrazaInput[]): Promise<string[]> {
    const capturas: string[] = [];
    for (let from = 0; from < trazas.length; from += MAX_TRAZAS) {
      const part = trazas.slice(from, from + MAX_TRAZAS);
      const { capturaId } = await this.commands.execute(new CaptureTrazasCommand(part, 'todo-o-nada'));
      capturas.push(capturaId);
    }
    return capturas;
  }
}

function refusal(faults: readonly FieldError[]): DomainError {
  return problemOfEvents(faults) === 'validacion'
    ? DomainError.invalid(faults)
    : new DomainError('evento-no-admitido', { cuenta: faults.length }, faults);
}

/** Where each traza comes from: index of its event and of its EPC, in the order of the trazas. */
function placesOf(read: readonly EventRead[]) {
  return {
    events: read.flatMap(({ epcs }, index) => epcs.map(() => index)),
    epcs: read.flatMap(({ epcs }) => epcs),
  };
}
