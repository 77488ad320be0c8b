import type { Bilingual } from '../../errors/problem.js';
import { Registry } from '../../registry/registry.js';

/** The texts of all schemas, by the names of their classes. */
export const schemaTexts = new Registry<Bilingual>('El texto del esquema');

const PICKED: Bilingual = {
  es: 'Solo los campos que se piden con `campos`.',
  en: 'Only the fields that `campos` asks for.',
};

/** What the description says of a schema; undefined if there is none. A part that was picked says so. */
export function schemaText(type: string, picked: boolean): Bilingual | undefined {
  const text = schemaTexts.find(type);
  if (!text || !picked) return text;
  return { es: `${text.es} ${PICKED.es}`, en: `${text.en} ${PICKED.en}` };
}
