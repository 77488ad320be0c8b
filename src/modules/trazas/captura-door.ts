import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DomainError } from '../../platform/errors/domain-error.js';
import type { Door } from '../../platform/http/door.js';
import { Backpressure } from '../../platform/queues/backpressure.js';
import { type CapturaSize, QUEUE_OF, type Via, viaOf } from './domain/via.js';

/** Where captures come in: each by its way, and not while that one is closed. */
@Injectable()
export class CapturaDoor implements Door {
  /** @param backpressure - Of the API. In a worker, which works off files of offices, all ways are open. */
  constructor(@Optional() @Inject(Backpressure) private readonly backpressure: Backpressure | undefined) {}

  /** Turns away what is refused whatever its body says, before it is read. */
  refusal({ headers }: FastifyRequest): DomainError | undefined {
    return this.refusalOf(viaOf({ bytes: bytesOf(headers) }));
  }

  /**
   * The way of a capture.
   *
   * @throws {DomainError} `cola-saturada` or `cola-no-disponible`, while that way is closed.
   */
  enter(size: CapturaSize): Via {
    const via = viaOf(size);
    const refusal = this.refusalOf(via);
    if (refusal) throw refusal;
    return via;
  }

  private refusalOf(via: Via): DomainError | undefined {
    return this.backpressure?.refusal(QUEUE_OF[via]);
  }
}

/** Length of a request's body, if the client says it. */
export function bytesOf(headers: FastifyRequest['headers']): number | undefined {
  return headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
}
