import { DomainError } from '../../src/platform/errors/domain-error.js';
import { Faults } from '../../src/platform/errors/faults.js';
import { languageOf, problemDocument } from '../../src/platform/errors/problem-document.js';
import { problems } from '../../src/platform/errors/problem-registry.js';

describe('language of an answer', () => {
  it.each([
    [undefined, 'es'],
    ['', 'es'],
    ['*', 'es'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['es-PE, en;q=0.8', 'es'],
    ['es;q=0.3, en;q=0.8', 'en'],
    ['fr, en;q=0.1', 'en'],
    ['en;q=0', 'es'],
  ])('%s gives %s', (header, language) => expect(languageOf(header)).toBe(language));
});

describe('problem documents', () => {
  const context = { language: 'en' as const, instance: '/v1/x', requestId: 'r1' };

  it('fill what they know and point at fields', () => {
    const error = DomainError.invalid([{ pointer: '#/0/lat', code: 'rango', params: { min: -90, max: 90 } }]);
    expect(problemDocument(error, context)).toEqual({
      type: '/problemas/validacion',
      title: 'The request is not valid',
      status: 400,
      detail: '1 field(s) need correction; see "errors".',
      instance: '/v1/x',
      requestId: 'r1',
      errors: [{ pointer: '#/0/lat', code: 'rango', detail: 'Must be between -90 and 90.' }],
    });
  });

  it('finding 4: tell at most 100 errors, and how many more there are', () => {
    const faults = Array.from({ length: 340_000 }, (_, index) => ({
      pointer: `#/envios/${index}`,
      code: 'requerido' as const,
    }));
    const counted = new Faults();
    counted.addAll(faults);
    for (const error of [DomainError.invalid(faults), DomainError.invalid(counted)]) {
      const document = problemDocument(error, context);
      expect(document.detail).toContain('340000');
      expect(document.errors).toHaveLength(100);
      expect(document.errors?.[99]).toMatchObject({ pointer: '#/envios/99' });
      expect(document.erroresOmitidos).toBe(339_900);
      expect(error.message.length).toBeLessThan(10_000);
    }
  });

  it('are all worded in both languages, with an error status', () => {
    for (const problem of problems.all()) {
      for (const text of [problem.title, problem.detail]) expect([text.es, text.en]).not.toContain('');
      expect(problem.status).toBeGreaterThanOrEqual(400);
    }
  });
});
