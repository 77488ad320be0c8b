import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CapturaOutcome, EventoRefused } from '../../modules/trazas/captura.dto.js';
import { GroupCommit } from '../../modules/trazas/group-commit.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError } from '../../platform/errors/field-errors.js';
import { explain } from '../../platform/validation/explain.js';
import { isUtc, utcOf } from '../../platform/validation/instant.js';
import { compileSchema } from '../../platform/validation/schemas.js';
import { CaptureTrazasCommand, MAX_TRAZAS, TrazaInput } from './capture-trazas.command.js';

@CommandHandler(CaptureTrazasCommand)
export class CaptureTrazasHandler implements ICommandHandler<CaptureTrazasCommand> {
  private readonly isTraza = compileSchema(TrazaInput);

  constructor(private readonly commit: GroupCommit) {}

  // A valid event costs one compiled check; only an invalid one is explained, by the slower road that all routes take.
  async execute({ body, modo }: CaptureTrazasCommand): Promise<CapturaOutcome> {
    const events: unknown[] = Array.isArray(body) ? body : [body];
    if (events.length < 1 || events.length > MAX_TRAZAS)
      throw DomainError.invalid([{ pointer: '#', code: 'cantidad', params: { min: 1, max: MAX_TRAZAS } }]);
    const valid = events.filter((event): event is TrazaInput => this.isTraza(event));
    const rejected = valid.length === events.length ? [] : this.explainRejected(events, Array.isArray(body));
    const errors = rejected.flatMap((event) => event.fields);
    if (valid.length === 0 || (rejected.length > 0 && modo === 'todo-o-nada'))
      throw DomainError.invalid(errors);
    return {
      capturaId: await this.commit.capture(valid.map(inUtc)),
      aceptadas: valid.length,
      rechazadas: rejected,
    };
  }

  private explainRejected(events: readonly unknown[], isList: boolean): EventoRefused[] {
    return events.flatMap((event, indice) => {
      if (this.isTraza(event)) return [];
      const fields: FieldError[] = explain(TrazaInput, event, isList ? `#/${indice}` : '#');
      return [{ indice, idEvento: idEventoOf(event), fields }];
    });
  }
}

/** Nothing goes to disk that PostgreSQL might refuse to read. */
function inUtc(traza: TrazaInput): TrazaInput {
  return isUtc(traza.ocurridoEn) ? traza : { ...traza, ocurridoEn: utcOf(traza.ocurridoEn) };
}

function idEventoOf(event: unknown): string | null {
  const id = (event as { idEvento?: unknown } | null)?.idEvento;
  return typeof id === 'string' ? id : null;
}
