import pg from 'pg';
import { isOfSurroundings } from '../../src/platform/database/surroundings.js';
import { DomainError } from '../../src/platform/errors/domain-error.js';

const sql = (code: string) => Object.assign(new pg.DatabaseError('x', 1, 'error'), { code });

describe('finding 7: errors of the surroundings are listed by what they are', () => {
  it.each([
    ...['08006', '25P03', '40001', '40P01', '42703', '53300', '55P03', '57014', '57P01', '58030', 'XX001'],
  ])('SQLSTATE %s is one', (code) => expect(isOfSurroundings(sql(code))).toBe(true));

  it.each(['0A000', '22003', '22008', '22021', '23503', '23514', '54001', 'P0001', 'XX000'])(
    'SQLSTATE %s is not',
    (code) => expect(isOfSurroundings(sql(code))).toBe(false),
  );

  it.each<[string, unknown, boolean]>([
    [
      'a plan that a migration made old',
      Object.assign(sql('0A000'), { message: 'cached plan must not change result type' }),
      true,
    ],
    [
      'a network that is away',
      Object.assign(new Error('x'), { code: 'ENETUNREACH', syscall: 'connect' }),
      true,
    ],
    ['a pool that goes down', new Error('Cannot use a pool after calling end on the pool'), true],
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), true],
    ['a connection to Redis that closed', new Error('Connection is closed.'), true],
    ['a Redis that is loading', new Error('LOADING Redis is loading the dataset in memory'), true],
    ['a full queue', new DomainError('cola-saturada', { segundos: 2 }), true],
    ['an error that one of them caused', new Error('x', { cause: sql('57P01') }), true],
    ['an input that is not valid', DomainError.invalid([{ pointer: '#/lat', code: 'rango' }]), false],
    ['a code in use', new DomainError('codigo-en-uso', { codigo: 'TZ' }), false],
    ['a stack that is full', new RangeError('Maximum call stack size exceeded'), false],
    ['a value that is no function', new TypeError('x is not a function'), false],
    ['a text', 'x', false],
    ['nothing', undefined, false],
  ])('%s', (_, error, expected) => expect(isOfSurroundings(error)).toBe(expected));
});
