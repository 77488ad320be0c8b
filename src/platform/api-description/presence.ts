import 'reflect-metadata';
import type { Type } from '@nestjs/common';

const SOMETIMES = Symbol('sometimes');
const picked = new WeakSet<object>();

/** Marks a field of an answer that some answers do not have. All others are always there, null perhaps. */
export const Sometimes = (): PropertyDecorator => (target, name) =>
  Reflect.defineMetadata(SOMETIMES, true, target, name);

/** Marks a class whose fields, and theirs, the caller picks: none of them is always there. Classes below it are whole. */
export const Picked = (): ClassDecorator => (dto) => void picked.add(dto);

/** Whether some answers lack this field. */
export function isSometimes(dto: Type<object> | undefined, name: string): boolean {
  return dto !== undefined && Reflect.hasMetadata(SOMETIMES, dto.prototype as object, name);
}

/** Whether the caller picks the fields of this class. */
export function isPicked(dto: Type<object> | undefined): boolean {
  return dto !== undefined && picked.has(dto);
}
