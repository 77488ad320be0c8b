import Negotiator from 'negotiator';
import { dialectOf } from './dialect.js';
import { MAX_ERRORS } from './faults.js';
import { type FieldError, fieldErrors, type MessageParams } from './field-errors.js';
import type { DomainError } from './domain-error.js';
import { problemOf } from './problem-registry.js';

/** Language of a message. */
export type Language = 'es' | 'en';

/** RFC 9457 problem document, as it goes over the wire. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  requestId: string;
  /** The first ones, `MAX_ERRORS` at most. */
  errors?: { pointer: string; code: string; detail: string }[];
  /** How many more there are. */
  erroresOmitidos?: number;
}

/** Where a request is, for the document. */
export interface ProblemContext {
  language: Language;
  instance: string;
  requestId: string;
}

/**
 * The language to answer in: English when `Accept-Language` prefers it over Spanish (RFC 9110, 12.5.4), else Spanish.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  const negotiator = new Negotiator({ headers: { 'accept-language': acceptLanguage } });
  return negotiator.language(['es', 'en']) === 'en' ? 'en' : 'es';
}

/** The document for an error. */
export function problemDocument(error: DomainError, context: ProblemContext): ProblemDocument {
  const { language } = context;
  const problem = problemOf(error.code);
  return {
    type: dialectOf(context.instance)?.typeOf(problem.status, error.code) ?? `/problemas/${error.code}`,
    title: problem.title[language],
    status: problem.status,
    detail: fill(problem.detail[language], error.params, language),
    instance: context.instance,
    requestId: context.requestId,
    ...toldOf(error, language),
  };
}

function toldOf({ fields, faultCount }: DomainError, language: Language) {
  if (fields.length === 0) return {};
  const errors = fields.slice(0, MAX_ERRORS).map((field) => describeField(field, language));
  const omitted = faultCount - errors.length;
  return { errors, ...(omitted > 0 && { erroresOmitidos: omitted }) };
}

/** One wrong field, in words. */
export function describeField({ pointer, code, params = {}, also }: FieldError, language: Language) {
  return { pointer, code, detail: fill(fieldErrors.get(code)[language], params, language), ...also };
}

function fill(template: string, params: MessageParams, language: Language): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}
