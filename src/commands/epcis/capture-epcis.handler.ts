import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { setImmediate } from 'node:timers/promises';
import { CaptureJobStore } from '../../modules/epcis/capture-job-store.js';
import { problemOfEvents } from '../../modules/epcis/event-form.js';
import { eventsOf } from '../../modules/epcis/epcis-document.js';
import { epcsOf, type EventRead, readEvent } from '../../modules/epcis/epcis-event.js';
import { codigosOf, unknownEpcs } from '../../modules/epcis/unknown-epcs.js';
import {
  CaptureEnteraCommand,
  CaptureTrazasCommand,
  MAX_TRAZAS,
  PostableCodes,
  TrazaInput,
} from '../../modules/trazas/contract.js';
import { principalOf } from '../../platform/access/actor.js';
import { ownerFor } from '../../platform/access/owner.js';
import type { RequestContext } from '../../platform/access/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Faults, MAX_ERRORS } from '../../platform/errors/faults.js';
import { compileSchema } from '../../platform/validation/schemas.js';
import { CaptureEpcisCommand } from './capture-epcis.command.js';

/** EPCs after which other requests have their turn: some 10 ms of reading. */
const EPCS_A_TURN = 1_000;

@CommandHandler(CaptureEpcisCommand)
export class CaptureEpcisHandler implements ICommandHandler<CaptureEpcisCommand> {
  private readonly isTraza = compileSchema(TrazaInput);

  constructor(
    private readonly commands: CommandBus,
    private readonly jobs: CaptureJobStore,
    private readonly codes: PostableCodes,
  ) {}

  /**
   * An event is taken whole or not at all. Everything is read before anything is captured. With `rollback` every code is
   * looked up as well, so that whoever asks hears at once of one that no envío of his has; a worker then stores all of it or
   * nothing, whatever it finds. Safe to repeat: the same events give the same trazas.
   */
  async execute(command: CaptureEpcisCommand): Promise<string> {
    const { body, behaviour, context, enviadoEn } = command;
    const owner = ownerFor(command);
    const { events, pointer } = eventsOf(body);
    const read = await this.read(events, pointer, enviadoEn);
    const trazas = read.flatMap((event) => event.trazas);
    const isWhole = read.every(({ faults }) => faults.count === 0);
    if (trazas.length === 0 || (!isWhole && behaviour === 'rollback')) throw refusal(read);
    if (behaviour === 'rollback') {
      const unknown = unknownEpcs(read, pointer, await this.codes.among(codigosOf(read), owner));
      if (unknown.count > 0) throw DomainError.invalid(unknown);
    }
    return this.jobs.add(principalOf(context.actor), {
      behaviour,
      pointer,
      capturas: await (behaviour === 'rollback'
        ? this.commands.execute(new CaptureEnteraCommand(trazas, context))
        : this.capture(trazas, context)),
      ...placesOf(read),
      refused: read.flatMap(({ faults: { count, told, omitted } }, index) =>
        count > 0 ? [{ index, faults: told, omitted }] : [],
      ),
    });
  }

  /** One fault of each event is told, and as many as an answer tells of all of them together. */
  private async read(
    events: readonly unknown[],
    pointer: string,
    enviadoEn: string | undefined,
  ): Promise<EventRead[]> {
    const isTraza = (traza: unknown) => this.isTraza(traza);
    const read: EventRead[] = [];
    let [left, sinceTurn] = [MAX_ERRORS, 0];
    for (const [index, event] of events.entries()) {
      sinceTurn += epcsOf(event);
      if (sinceTurn > EPCS_A_TURN) {
        await setImmediate();
        sinceTurn = epcsOf(event);
      }
      const one = readEvent(event, `${pointer}/${index}`, isTraza, Math.max(left, 1), enviadoEn);
      left -= one.faults.told.length;
      read.push(one);
    }
    return read;
  }

  private async capture(trazas: readonly TrazaInput[], context: RequestContext): Promise<string[]> {
    const capturas: string[] = [];
    for (let from = 0; from < trazas.length; from += MAX_TRAZAS) {
      const part = trazas.slice(from, from + MAX_TRAZAS);
      const { capturaId } = await this.commands.execute(
        new CaptureTrazasCommand(part, 'todas-validas', context),
      );
      capturas.push(capturaId);
    }
    return capturas;
  }
}

function refusal(read: readonly EventRead[]): DomainError {
  const faults = new Faults();
  for (const event of read) faults.addAll(event.faults.told, event.faults.omitted);
  return problemOfEvents(read.flatMap((event) => event.faults.told)) === 'validacion'
    ? DomainError.invalid(faults)
    : new DomainError('evento-no-admitido', { cuenta: faults.count }, faults.told, undefined, faults.count);
}

/** Where each traza comes from: index of its event and of its EPC, in the order of the trazas. */
function placesOf(read: readonly EventRead[]) {
  return {
    events: read.flatMap(({ epcs }, index) => epcs.map(() => index)),
    epcs: read.flatMap(({ epcs }) => epcs),
  };
}
