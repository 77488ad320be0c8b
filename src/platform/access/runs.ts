import 'reflect-metadata';
import { changeRoute } from '../routes/route-options.js';
import type { MessageType } from './access.js';

/** What a route says of its access. */
export interface RouteAccess {
  /** Commands and queries that it runs; none for a route that reaches none. */
  readonly runs: readonly MessageType[];
}

const RUNS = 'trazo:runs';

/** What a controller's route runs: whoever may not run all of it is turned away before the body is read. */
export const Runs = (...runs: MessageType[]): MethodDecorator => mark({ runs });

/** A route that runs no command and no query: everybody may ask it. */
export const Open = (): MethodDecorator => mark({ runs: [] });

const mark =
  (access: RouteAccess): MethodDecorator =>
  (target, key, descriptor) => {
    Reflect.defineMetadata(RUNS, access, descriptor.value as object);
    changeRoute((route) => {
      route.config = Object.assign({}, route.config, { access });
    })(target, key, descriptor);
  };

/** What a method of a controller says of its access; undefined if nothing. */
export function accessOf(method: object): RouteAccess | undefined {
  return Reflect.getMetadata(RUNS, method) as RouteAccess | undefined;
}
