import fc from 'fast-check';
import { decodeCursor, pageOf } from '../../src/platform/http/page.js';

const row = (id: number) => ({ id });
const rows = [1, 2, 3].map(row);

describe('cursors', () => {
  it('stand for the last row of a page that is not the last page', () => {
    const page = pageOf(rows, 2, ['list'], ({ id }) => [id]);
    expect(page.datos).toEqual(rows.slice(0, 2));
    expect(decodeCursor(['list'], page.siguiente as string)).toEqual([2]);
    expect(pageOf(rows, 3, ['list'], ({ id }) => [id]).siguiente).toBeNull();
  });

  it('fit no other query', () => {
    const cursor = pageOf(rows, 2, ['list', 'a'], ({ id }) => [id]).siguiente as string;
    expect(() => decodeCursor(['list', 'b'], cursor)).toThrow('validacion');
  });

  it('are refused when altered', () => {
    const cursor = pageOf(rows, 2, ['list'], ({ id }) => [id]).siguiente as string;
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'ABCxyz019-_'), (position, letter) => {
        const altered = cursor.slice(0, position) + letter + cursor.slice(position + 1);
        // The last letters of base64url may differ in bits that carry nothing.
        if (Buffer.from(altered, 'base64url').equals(Buffer.from(cursor, 'base64url'))) return;
        expect(() => decodeCursor(['list'], altered)).toThrow('validacion');
      }),
    );
    for (const nonsense of ['', 'x', '%%%', 'AAAA'.repeat(30)])
      expect(() => decodeCursor(['list'], nonsense)).toThrow('validacion');
  });
});
