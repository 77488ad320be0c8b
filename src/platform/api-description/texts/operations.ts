import { ACCESS_OPERATIONS } from './access-operations.js';
import { ENVIO_OPERATIONS } from './envio-operations.js';
import { JOB_OPERATIONS } from './job-operations.js';
import { READER_OPERATIONS } from './reader-operations.js';
import type { OperationText, OperationTexts } from './text.js';
import { TRAZA_OPERATIONS } from './traza-operations.js';

/** All operations, by method and path. */
export const OPERATION_TEXTS: OperationTexts = {
  ...ENVIO_OPERATIONS,
  ...TRAZA_OPERATIONS,
  ...JOB_OPERATIONS,
  ...READER_OPERATIONS,
  ...ACCESS_OPERATIONS,
};

/** The text of an operation; undefined if there is none. */
export function operationText(method: string, path: string): OperationText | undefined {
  const key = `${method.toUpperCase()} ${path}`;
  return Object.hasOwn(OPERATION_TEXTS, key) ? OPERATION_TEXTS[key] : undefined;
}
