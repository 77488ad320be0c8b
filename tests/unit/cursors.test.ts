import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { CursorSigner, type Shape } from '../../src/platform/http/cursors.js';

const cursors = new CursorSigner(randomBytes(32));
const isNumber = (value: unknown) => typeof value === 'number';
const rows = [1, 2, 3].map((id) => ({ id }));
const cursorOf = (list: unknown) => cursors.page(rows, 2, list, ({ id }) => [id]).siguiente as string;
const read = (cursor: string, list: unknown = ['list'], shapes: Shape[] = [isNumber]) =>
  cursors.decode(list, cursor, shapes);

test('a cursor stands for the last row of a page that is not the last page', () => {
  const page = cursors.page(rows, 2, ['list'], ({ id }) => [id]);
  expect(page.datos).toEqual(rows.slice(0, 2));
  expect(read(page.siguiente as string)).toEqual([2]);
  expect(cursors.page(rows, 3, ['list'], ({ id }) => [id]).siguiente).toBeNull();
});

test('finding 11: a cursor fits no other list, no other installation and no other shape', () => {
  const cursor = cursorOf(['list', 'a']);
  expect(() => read(cursor, ['list', 'b'])).toThrow('validacion');
  expect(() => new CursorSigner(randomBytes(32)).decode(['list', 'a'], cursor, [isNumber])).toThrow(
    'validacion',
  );
  expect(() => read(cursor, ['list', 'a'], [(value) => typeof value === 'string'])).toThrow('validacion');
  expect(() => read(cursor, ['list', 'a'], [isNumber, isNumber])).toThrow('validacion');
});

test('finding 11: an altered or invented cursor is refused', () => {
  const cursor = cursorOf(['list']);
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'ABCxyz019-_'), (position, letter) => {
      const altered = cursor.slice(0, position) + letter + cursor.slice(position + 1);
      if (altered !== cursor) expect(() => read(altered)).toThrow('validacion');
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => expect(() => read(text)).toThrow('validacion')),
  );
  for (const nonsense of ['', 'x', '%%%', 'AAAA'.repeat(30), `${cursor}=`, 'MjdiNjc3N2IyZTljWyJ4Il0'])
    expect(() => read(nonsense)).toThrow('validacion');
});
