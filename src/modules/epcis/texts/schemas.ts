import type { Schema } from '../../../platform/api-description/schema.js';

/** What the standard itself checks. */
export const EPCIS_SCHEMAS: Readonly<Record<string, Schema>> = {
  EpcisDocumento: {
    type: 'object',
    required: ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
    properties: {
      '@context': { type: ['array', 'string'], items: {} },
      type: { type: 'string', enum: ['EPCISDocument', 'EPCISQueryDocument'] },
      schemaVersion: { type: 'string' },
      creationDate: { type: 'string', format: 'date-time' },
      epcisBody: { type: 'object', additionalProperties: true },
    },
    additionalProperties: true,
    externalDocs: { url: 'https://ref.gs1.org/standards/epcis/' },
  },
};
