import { MAX_ERRORS } from '../errors/faults.js';

const text = { type: 'string' };

/** Schemas without a DTO class: problems (RFC 9457), which nobody sends, and what a standard of its own checks. */
export const OTHER_SCHEMAS = {
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
  EpcisDocumento: {
    type: 'object',
    required: ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
    properties: {
      '@context': { type: ['array', 'string'], items: {} },
      type: { type: 'string', enum: ['EPCISDocument', 'EPCISQueryDocument'] },
      schemaVersion: text,
      creationDate: { type: 'string', format: 'date-time' },
      epcisBody: { type: 'object', additionalProperties: true },
    },
    additionalProperties: true,
    externalDocs: { url: 'https://ref.gs1.org/standards/epcis/' },
  },
};
