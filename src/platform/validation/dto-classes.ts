import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { toldDefaults } from './defaults.js';

type Dto = Type<object>;

/** Every DTO class that is loaded, by name: those with a rule of their own. */
export function dtoClasses(): ReadonlyMap<string, Dto> {
  // The storage has no list of its classes; class-validator-jsonschema reads the same map.
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: ReadonlyMap<Dto, unknown>;
  };
  return new Map([...validationMetadatas.keys()].map((dto) => [dto.name, dto]));
}

/** What the fields of a DTO are when they are left out, where they are anything. */
export function defaultsOf(dto: Dto | undefined): Readonly<Record<string, unknown>> {
  if (!dto) return {};
  const own = Object.entries(new dto()).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(own), ...toldDefaults(dto) };
}
