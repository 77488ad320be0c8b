import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { isUUID } from 'class-validator';
import { type CaptureJob, CaptureJobStore } from '../../modules/epcis/capture-job-store.js';
import { problemOfEvents } from '../../modules/epcis/event-form.js';
import type { EpcisCaptureJob, EpcisError } from '../../modules/epcis/capture-job.dto.js';
import { GetCapturaQuery, type RazonRechazo, type Recibo } from '../../modules/trazas/contract.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { FieldError, FieldErrorCode } from '../../platform/errors/field-errors.js';
import { describeField, type Language } from '../../platform/errors/problem-document.js';
import { PROBLEMS } from '../../platform/errors/problems.js';
import { epcisExceptionOf } from '../../platform/http/gs1.js';
import { GetEpcisCaptureQuery } from './get-epcis-capture.query.js';

/** Why an event was rejected after its 202, said of its EPC. */
const REJECTIONS: Record<RazonRechazo, FieldErrorCode> = {
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
  async execute({ id, language }: GetEpcisCaptureQuery): Promise<EpcisCaptureJob> {
    const job = isUUID(id) ? await this.jobs.find(id) : undefined;
    if (!job) throw new DomainError('captura-desconocida', { id });
    const recibos = await Promise.all(
      job.capturas.map((captura) => this.queries.execute(new GetCapturaQuery(captura))),
    );
    const running = recibos.some(({ estado }) => estado === 'pendiente');
    const errors = [...job.refused, ...rejectedOf(job, recibos)].map((event) => toError(event, language));
    return {
      captureID: id.toLowerCase(),
      createdAt: job.createdAt,
      ...(!running && { finishedAt: lastOf(recibos) }),
      running,
      success: errors.length === 0,
      captureErrorBehaviour: job.behaviour,
      errors: errors.sort((a, b) => a.eventIndex - b.eventIndex),
    };
  }
}

/** Events of which a traza was rejected after it had been acknowledged. */
function rejectedOf(
  { pointer, events, epcs }: CaptureJob,
  recibos: readonly Recibo[],
): CaptureJob['refused'] {
  const faults = new Map<number, FieldError[]>();
  for (const [position, { resultado, problema }] of recibos.flatMap(({ eventos }) => eventos).entries()) {
    if (resultado !== 'rechazada') continue;
    const index = events[position] as number;
    const fault: FieldError = {
      pointer: `${pointer}/${index}${placeOf(epcs[position] as number)}`,
      code: REJECTIONS[problema as RazonRechazo],
    };
    faults.set(index, [...(faults.get(index) ?? []), fault]);
  }
  return [...faults].map(([index, list]) => ({ index, faults: list }));
}

/** Where an event says what a traza is of: see `EventRead`. */
function placeOf(epc: number): string {
  return epc < 0 ? `/quantityList/${-1 - epc}/epcClass` : `/epcList/${epc}`;
}

function toError({ index, faults }: CaptureJob['refused'][number], language: Language): EpcisError {
  const { status, title } = PROBLEMS[problemOfEvents(faults)];
  return {
    type: epcisExceptionOf(status),
    title: title[language],
    status,
    eventIndex: index,
    errors: faults.map((fault) => describeField(fault, language)),
  };
}

function lastOf(recibos: readonly Recibo[]): string {
  return recibos.map(({ aplicadaEn }) => aplicadaEn ?? '').reduce((a, b) => (a > b ? a : b));
}
