import type { Language } from '../errors/problem-document.js';
import type { ProblemCode } from '../errors/problem.js';
import { isProblemCode, problemOf } from '../errors/problem-registry.js';
import { headers } from './headers.js';
import type { Answer, Operation } from './operation.js';
import { referenceTo } from './schema.js';
import { fieldText } from './texts/fields.js';

/** What can go wrong with any request. */
const ALWAYS: readonly ProblemCode[] = [
  'interno',
  'base-no-disponible',
  'consulta-demasiado-larga',
  'deteniendose',
];

/** What can go wrong with an operation, by its form; `own` are the problems of its own. */
export function problemsOf(operation: Operation, path: string, own: readonly string[]): ProblemCode[] {
  const { parameters = [], requestBody } = operation;
  const has = (header: string) => parameters.some((each) => each.in === 'header' && each.name === header);
  const types = Object.keys(requestBody?.content ?? {});
  const found = new Set<string>([...ALWAYS, 'validacion', ...own]);
  if (types.some((type) => type.endsWith('json'))) found.add('json-invalido').add('cuerpo-demasiado-grande');
  if (requestBody) found.add('tipo-de-contenido');
  if (has('Idempotency-Key')) {
    found.add('clave-idempotencia-invalida');
    found.add('clave-idempotencia-en-curso').add('clave-idempotencia-reutilizada');
  }
  if (has('If-Match')) found.add('version-distinta');
  const codes = [...found] as ProblemCode[];
  const unknown = codes.some((code) => isProblemCode(code) && problemOf(code).status === 404);
  return unknown || !path.includes('{') ? codes : [...codes, 'recurso-desconocido'];
}

/** The answers that tell of problems: one for each set of them with the same status, shared by all operations. */
export class ProblemAnswers {
  private readonly components = new Map<string, Answer>();

  constructor(private readonly language: Language) {}

  /** References to the answers that tell of these problems, by status. */
  of(codes: readonly ProblemCode[]): Record<string, Answer> {
    const statuses = [...new Set(codes.map((code) => problemOf(code).status))];
    return Object.fromEntries(
      statuses.map((status) => [
        String(status),
        this.reference(status, codes.filter((code) => problemOf(code).status === status).sort()),
      ]),
    );
  }

  /** All that were referred to. */
  all(): Record<string, Answer> {
    return Object.fromEntries([...this.components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private reference(status: number, codes: readonly ProblemCode[]): Answer {
    const words = codes.flatMap((code) => code.split('-'));
    const name = `Problema${status}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
    this.components.set(name, this.describe(status, codes));
    return { $ref: `#/components/responses/${name}` };
  }

  private describe(status: number, codes: readonly ProblemCode[]): Answer {
    const [first] = codes;
    const { title, detail } = problemOf(first as ProblemCode);
    return {
      description: codes.map((code) => `\`${code}\`: ${problemOf(code).title[this.language]}.`).join(' '),
      headers: headers(
        'X-Request-Id',
        'Content-Language',
        ...(status === 429 || status === 503 ? ['Retry-After'] : []),
      ),
      content: {
        'application/problem+json': {
          schema: referenceTo('Problema'),
          example: {
            type: `/problemas/${first}`,
            title: title[this.language],
            status,
            detail: detail[this.language],
            instance: fieldText('Problema', 'instance')?.[2],
            requestId: '9f86d081884c7d650000000000000001',
          },
        },
      },
    };
  }
}
