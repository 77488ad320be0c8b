import { lineOf, refusalOf } from './access.js';
import type { RequestContext } from './request-context.js';

/**
 * Stands before every handler: a command or a query runs only for somebody whom its line lets run it. What carries no context
 * is what the house does by itself.
 */
export const GATE = {
  /** @throws {DomainError} `credencial-requerida`, `no-permitido` */
  publish(message: object): void {
    const line = lineOf(message.constructor);
    if (!line) throw new Error(`${message.constructor.name} has no line in the table of access`);
    const { context } = message as { context?: Partial<RequestContext> };
    // A job has a context of its own, without an actor.
    if (context?.actor === undefined) {
      if (line.roles === 'sistema') return;
      throw new Error(`${message.constructor.name} does not say who asks for it`);
    }
    const refusal = refusalOf(context.actor, line);
    if (refusal) throw refusal;
  },
};
