import { Registry } from '../../registry/registry.js';
import type { OperationText } from './text.js';

/** The texts of all operations, by method and path. */
export const operationTexts = new Registry<OperationText>('El texto de la operación');

/** The text of an operation; undefined if there is none. */
export function operationText(method: string, path: string): OperationText | undefined {
  return operationTexts.find(`${method.toUpperCase()} ${path}`);
}
