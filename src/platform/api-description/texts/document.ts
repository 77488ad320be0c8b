import type { Bilingual } from '../../errors/problem.js';
import { Registry } from '../../registry/registry.js';

/** What stands at the top of the description. */
export interface DocumentText {
  readonly about: Bilingual;
  readonly servers: readonly { url: string; description: Bilingual }[];
  /** Groups of operations, in their order. */
  readonly tags: Readonly<Record<string, Bilingual>>;
}

/** It is told once, by the application. */
export const documentTexts = new Registry<DocumentText>('El texto de la descripción');
