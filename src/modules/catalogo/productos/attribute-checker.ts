import { Injectable } from '@nestjs/common';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { LRUCache } from 'lru-cache';
import type { FieldError } from '../../../platform/errors/field-errors.js';

/** Compiled schemas that are kept. */
const KEPT = 500;

/** Checks attributes of productos by the schemas of their categorías. */
@Injectable()
export class AttributeChecker {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, addUsedSchema: false });
  private readonly compiled = new LRUCache<string, ValidateFunction>({ max: KEPT });

  /** What is wrong with attributes; nothing where the categoría has no schema. */
  faults(esquema: Record<string, unknown> | null, atributos: Record<string, unknown>): FieldError[] {
    if (!esquema) return [];
    const text = JSON.stringify(esquema);
    const check = this.compiled.get(text) ?? this.ajv.compile(esquema);
    this.compiled.set(text, check);
    if (check(atributos)) return [];
    return (check.errors ?? []).map(({ instancePath, message = '' }) => ({
      pointer: `#/atributos${instancePath}`,
      code: 'atributo',
      params: { razon: message },
    }));
  }
}
