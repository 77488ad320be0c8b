import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CapturaOutcome, TrazaRefused } from '../../modules/trazas/captura.dto.js';
import { CapturaDoor } from '../../modules/trazas/captura-door.js';
import { withEnviadoEn } from '../../modules/trazas/domain/enviado-en.js';
import { GroupCommit } from '../../modules/trazas/group-commit.js';
import { captureOf, isOfDevice } from '../../modules/trazas/posted-by.js';
import { CAPTURES, TRAZAS } from '../../modules/trazas/trazas-metrics.js';
import { trazaInUtc } from '../../modules/trazas/traza-in-utc.js';
import { ownerFor } from '../../platform/access/owner.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Faults, MAX_ERRORS } from '../../platform/errors/faults.js';
import { readDto } from '../../platform/validation/dto.js';
import { inNfc } from '../../platform/validation/nfc.js';
import { compileSchema } from '../../platform/validation/schemas.js';
import { CaptureTrazasCommand, MAX_TRAZAS, TrazaInput } from './capture-trazas.command.js';

@CommandHandler(CaptureTrazasCommand)
export class CaptureTrazasHandler implements ICommandHandler<CaptureTrazasCommand> {
  private readonly isTraza = compileSchema(TrazaInput);

  constructor(
    private readonly door: CapturaDoor,
    private readonly commit: GroupCommit,
  ) {}

  // A valid event costs one compiled check; only an invalid one is explained, by the slower road that all routes take.
  async execute(command: CaptureTrazasCommand): Promise<CapturaOutcome> {
    const { body, modo, context, bytes, enviadoEn, receivedAt } = command;
    const sent: unknown[] = Array.isArray(body) ? body : [body];
    if (sent.length < 1 || sent.length > MAX_TRAZAS)
      throw DomainError.invalid([{ pointer: '#', code: 'cantidad', params: { min: 1, max: MAX_TRAZAS } }]);
    const via = this.door.enter({ trazas: sent.length, bytes });
    const events = withEnviadoEn(sent.map(withWordsInNfc), enviadoEn);
    const isTaken = (event: unknown): event is TrazaInput =>
      this.isTraza(event) && isOfDevice(event as TrazaInput, context.actor);
    const valid = events.filter(isTaken);
    const rejected =
      valid.length === events.length ? [] : this.explainRejected(events, Array.isArray(body), isTaken);
    if (valid.length === 0 || (rejected.length > 0 && modo !== 'proceder')) {
      TRAZAS.of('rechazada').add(events.length);
      throw invalid(rejected);
    }
    const capture = captureOf(valid.map(trazaInUtc), context.actor, ownerFor(command));
    const [capturaId] =
      modo === 'todo-o-nada'
        ? await this.commit.captureWhole([capture], via)
        : [await this.commit.capture(capture, via, receivedAt)];
    CAPTURES.of(via).add();
    TRAZAS.of('aceptada').add(valid.length);
    if (rejected.length > 0) TRAZAS.of('rechazada').add(rejected.length);
    return {
      capturaId: capturaId as string,
      aceptadas: valid.length,
      rechazadas: rejected,
    };
  }

  // Each event says what is wrong with it first; the rest is told of the first ones, as far as one answer goes.
  private explainRejected(
    events: readonly unknown[],
    isList: boolean,
    isTaken: (event: unknown) => boolean,
  ): TrazaRefused[] {
    let room = MAX_ERRORS;
    return events.flatMap((event, indice) => {
      if (isTaken(event)) return [];
      const path = isList ? `#/${indice}` : '#';
      const { faults } = readDto(TrazaInput, event, path);
      if (faults.count === 0) faults.add({ pointer: `${path}/dispositivoId`, code: 'dispositivo-ajeno' });
      const fields = faults.told.slice(0, Math.max(1, room));
      room -= fields.length;
      return [{ indice, idEvento: idEventoOf(event), fields, omitted: faults.count - fields.length }];
    });
  }
}

function invalid(rejected: readonly TrazaRefused[]): DomainError {
  const faults = new Faults();
  for (const { fields, omitted } of rejected) faults.addAll(fields, omitted);
  return DomainError.invalid(faults);
}

/** A traza as it is looked at. The compiled check sees what it is given, so that its words are in NFC before. */
function withWordsInNfc(event: unknown): unknown {
  const { lugar } = (event ?? {}) as { lugar?: unknown };
  const read = inNfc(lugar);
  return read === lugar ? event : { ...(event as object), lugar: read };
}

/** What is no id may be of any length. */
const LONGEST_ID = 1_000;

function idEventoOf(event: unknown): string | null {
  const id = (event as { idEvento?: unknown } | null)?.idEvento;
  return typeof id === 'string' ? id.slice(0, LONGEST_ID) : null;
}
