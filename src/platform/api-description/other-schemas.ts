import { MAX_ERRORS } from '../errors/faults.js';
import { Registry } from '../registry/registry.js';
import type { Schema } from './schema.js';

const text = { type: 'string' };

/** Schemas without a DTO class; modules declare some. */
export const otherSchemas = new Registry<Schema>('El esquema');

/** Problems (RFC 9457), which nobody sends. */
export const PLATFORM_SCHEMAS: Readonly<Record<string, Schema>> = {
  Problema: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'instance', 'requestId'],
    properties: {
      type: { type: 'string', format: 'uri-reference' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: text,
      instance: text,
      requestId: text,
      errors: { type: 'array', maxItems: MAX_ERRORS, items: { $ref: '#/components/schemas/FaltaDeCampo' } },
      erroresOmitidos: { type: 'integer', minimum: 1 },
    },
  },
  FaltaDeCampo: {
    type: 'object',
    required: ['pointer', 'code', 'detail'],
    properties: { pointer: text, code: text, detail: text },
  },
};
