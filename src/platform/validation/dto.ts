import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { TransformationType } from 'class-transformer';
import { getMetadataStorage, IS_OPTIONAL } from 'class-validator';
import { Faults } from '../errors/faults.js';
import { FIELD, type FieldRule } from './field-rule.js';

/** A class whose decorators say what may come in. */
export type Dto<T extends object = object> = new () => T;

/** A value as an instance of its class, and what is wrong with it. */
export interface Reading<T> {
  value: T;
  faults: Faults;
}

interface FieldOf {
  rules: FieldRule[];
  /** Whether it may be left out. */
  optional: boolean;
  /** Whether null stands for leaving it out. */
  nullable: boolean;
  /** What `Transform` says, in order. */
  transforms: ((value: unknown) => unknown)[];
}

/** Longest piece of a key that a pointer repeats, in characters. */
const LONGEST_KEY = 200;

/**
 * Reads what came in by its class: by the metadata of class-validator and class-transformer, but with a walk of our own.
 * Theirs are quadratic in unknown keys, enter what is not allowed before they say so, and look keys up in plain objects.
 * Here each object's keys are looked up in the class's fields, no value is entered whose rule has refused it, and a list is
 * counted before its items are looked at: the work is linear in what was sent, and no deeper than the classes.
 *
 * @param base - Pointer to the value inside the request: `#` for the whole body.
 */
export function readDto<T extends object>(type: Dto<T>, value: unknown, base = '#'): Reading<T> {
  const faults = new Faults();
  return { value: readObject(type, value, base, faults) as T, faults };
}

function readObject(type: Dto, source: unknown, base: string, faults: Faults): unknown {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) {
    faults.add({ pointer: base, code: 'tipo', params: { esperado: { es: 'un objeto', en: 'an object' } } });
    return source;
  }
  const fields = fieldsOf(type);
  const target = new type() as Record<string, unknown>;
  for (const key of Object.keys(source)) {
    const field = fields.get(key);
    const sent = (source as Record<string, unknown>)[key];
    if (!field) faults.add({ pointer: pointerTo(base, key), code: 'campo-desconocido' });
    else target[key] = field.transforms.reduce((value, transform) => transform(value), sent);
  }
  for (const [name, field] of fields) readField(target, name, field, base, faults);
  return target;
}

function readField(
  target: Record<string, unknown>,
  name: string,
  { rules, optional, nullable }: FieldOf,
  base: string,
  faults: Faults,
): void {
  const value = target[name];
  if ((optional && value === undefined) || (nullable && value === null)) return;
  if (value === undefined) return faults.add({ pointer: pointerTo(base, name), code: 'requerido' });
  for (const rule of rules) {
    const violation = rule.check(value, target);
    if (violation) return faults.add({ pointer: pointerTo(base, name), ...violation });
    const { inner } = rule;
    if (!inner) continue;
    const pointer = pointerTo(base, name);
    const read = (each: unknown, at: string) => readObject(inner(), each, at, faults);
    target[name] = Array.isArray(value)
      ? value.map((item, index) => read(item, `${pointer}/${index}`))
      : read(value, pointer);
  }
}

function pointerTo(base: string, key: string): string {
  const shown = key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
  return `${base}/${shown.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

const known = new WeakMap<object, ReadonlyMap<string, FieldOf>>();

/** The fields of a class, its own before those that it inherits; none for a class that is no DTO. */
export function fieldsOf(type: object): ReadonlyMap<string, FieldOf> {
  const fields = known.get(type) ?? collect(type as Dto);
  known.set(type, fields);
  return fields;
}

function collect(type: Dto): ReadonlyMap<string, FieldOf> {
  const fields = new Map<string, FieldOf>();
  for (const { name, type: kind, propertyName, context } of metadataOf(type)) {
    const field = fields.get(propertyName) ?? {
      rules: [],
      optional: false,
      nullable: false,
      transforms: transformsOf(type, propertyName),
    };
    if (name === FIELD) field.rules.push((context as { rule: FieldRule }).rule);
    if (kind === 'conditionalValidation')
      Object.assign(field, { optional: true, nullable: name === IS_OPTIONAL });
    fields.set(propertyName, field);
  }
  return fields;
}

function metadataOf(type: Dto) {
  return getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
}

function transformsOf(type: Dto, key: string): FieldOf['transforms'] {
  const found = defaultMetadataStorage.findTransformMetadatas(type, key, TransformationType.PLAIN_TO_CLASS);
  return found.map(
    ({ transformFn }) =>
      (value) =>
        transformFn({
          value,
          key,
          obj: undefined,
          type: TransformationType.PLAIN_TO_CLASS,
          options: {},
        }) as unknown,
  );
}
