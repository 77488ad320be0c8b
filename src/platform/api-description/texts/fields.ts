import { Registry } from '../../registry/registry.js';
import type { FieldText } from './text.js';

/** The texts of all fields, by name or by `Class.field`. A name cannot be told twice. */
export const fieldTexts = new Registry<FieldText>('El texto del campo');

/** The text of a field, its own or that of its name; undefined if there is none. */
export function fieldText(type: string, name: string): FieldText | undefined {
  return fieldTexts.find(`${type}.${name}`) ?? fieldTexts.find(name);
}
