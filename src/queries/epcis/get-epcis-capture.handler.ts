import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { isUUID } from 'class-validator';
import {
  type CaptureJob,
  CaptureJobStore,
  type RefusedEvent,
} from '../../modules/epcis/capture-job-store.js';
import { epcPointer } from '../../modules/epcis/epc-pointer.js';
import { problemOfEvents } from '../../modules/epcis/event-form.js';
import type { EpcisCaptureJob, EpcisError } from '../../modules/epcis/capture-job.dto.js';
import { GetCapturaQuery, type RazonRechazo, type Recibo } from '../../modules/trazas/contract.js';
import { principalOf } from '../../platform/access/actor.js';
import { ownerFor } from '../../platform/access/owner.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Faults, MAX_ERRORS } from '../../platform/errors/faults.js';
import type { FieldErrorCode } from '../../platform/errors/field-errors.js';
import { describeField, type Language } from '../../platform/errors/problem-document.js';
import { problemOf } from '../../platform/errors/problem-registry.js';
import { epcisExceptionOf } from '../../modules/epcis/dialect.js';
import { GetEpcisCaptureQuery } from './get-epcis-capture.query.js';

/** Why an event was rejected after its 202, said of its EPC. */
const REJECTIONS: Record<Exclude<RazonRechazo, 'captura-anulada'>, FieldErrorCode> = {
  'envio-desconocido': 'no-existe',
  'dato-imposible': 'no-se-puede-guardar',
};

@QueryHandler(GetEpcisCaptureQuery)
export class GetEpcisCaptureHandler implements IQueryHandler<GetEpcisCaptureQuery> {
  constructor(
    private readonly jobs: CaptureJobStore,
    private readonly queries: QueryBus,
  ) {}

  /** @throws {DomainError} `captura-desconocida` */
  async execute(query: GetEpcisCaptureQuery): Promise<EpcisCaptureJob> {
    const { id, context } = query;
    const principal = ownerFor(query) && principalOf(context.actor);
    const job = isUUID(id) ? await this.jobs.find(id, principal) : undefined;
    if (!job) throw new DomainError('captura-desconocida', { id });
    const recibos = await Promise.all(
      job.capturas.map((captura) => this.queries.execute(new GetCapturaQuery(captura, context))),
    );
    const running = recibos.some(({ estado }) => estado === 'pendiente');
    const bad = [...job.refused, ...rejectedOf(job, recibos)].sort((a, b) => a.index - b.index);
    const errors = toErrors(bad, context.language);
    return {
      captureID: id.toLowerCase(),
      createdAt: job.createdAt,
      ...(!running && { finishedAt: lastOf(recibos) }),
      running,
      success: errors.length === 0,
      captureErrorBehaviour: job.behaviour,
      errors,
    };
  }
}

/** Events of which a traza was rejected after it had been acknowledged. */
function rejectedOf({ pointer, events, epcs }: CaptureJob, recibos: readonly Recibo[]): RefusedEvent[] {
  const byEvent = new Map<number, Faults>();
  for (const [position, { resultado, problema }] of recibos.flatMap(({ eventos }) => eventos).entries()) {
    // What is annulled has no fault of its own: the fault is told where it is.
    if (resultado !== 'rechazada' || problema === 'captura-anulada') continue;
    const index = events[position] as number;
    const faults = byEvent.get(index) ?? new Faults();
    faults.add({
      pointer: `${pointer}/${index}${epcPointer(epcs[position] as number)}`,
      code: REJECTIONS[problema as keyof typeof REJECTIONS],
    });
    byEvent.set(index, faults);
  }
  return [...byEvent].map(([index, { told, omitted }]) => ({ index, faults: told, omitted }));
}

/** One fault of each event is told, and as many as an answer tells of all of them together. */
function toErrors(events: readonly RefusedEvent[], language: Language): EpcisError[] {
  let left = MAX_ERRORS;
  return events.map((event) => {
    const error = toError(event, Math.max(left, 1), language);
    left -= error.errors.length;
    return error;
  });
}

function toError({ index, faults, omitted = 0 }: RefusedEvent, most: number, language: Language): EpcisError {
  const { status, title } = problemOf(problemOfEvents(faults));
  const told = faults.slice(0, most).map((fault) => describeField(fault, language));
  const untold = faults.length - told.length + omitted;
  return {
    type: epcisExceptionOf(status),
    title: title[language],
    status,
    eventIndex: index,
    errors: told,
    ...(untold > 0 && { erroresOmitidos: untold }),
  };
}

function lastOf(recibos: readonly Recibo[]): string {
  return recibos.map(({ aplicadaEn }) => aplicadaEn ?? '').reduce((a, b) => (a > b ? a : b));
}
