import { Injectable } from '@nestjs/common';

/** Tells the parts of a process that it is on its way out, at the moment it begins: hooks come one module at a time. */
@Injectable()
export class StopSignal {
  private readonly controller = new AbortController();

  /** Aborted when the stop begins. */
  readonly signal = this.controller.signal;

  begin(): void {
    this.controller.abort();
  }
}
