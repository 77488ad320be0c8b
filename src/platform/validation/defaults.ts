import 'reflect-metadata';
import type { Type } from '@nestjs/common';

const DEFAULTS = Symbol('defaults');

/**
 * Says what fields of a body are when they are left out, where a handler decides it. Of this class alone: one that extends
 * it may mean something else by what is left out.
 */
export const Defaults =
  (values: Readonly<Record<string, unknown>>): ClassDecorator =>
  (dto) =>
    Reflect.defineMetadata(DEFAULTS, values, dto);

/** What `Defaults` says of a class. */
export function toldDefaults(dto: Type<object>): Readonly<Record<string, unknown>> {
  return (Reflect.getOwnMetadata(DEFAULTS, dto) as Readonly<Record<string, unknown>> | undefined) ?? {};
}
