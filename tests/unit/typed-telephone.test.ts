import { readTelephones } from '../../src/modules/envios/domain/typed-telephone.js';

const words = (text: string) =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
const readings = (text: string) => readTelephones(text).map(words);

test.each([
  ['987 654 321', ['987654321']],
  ['987-654-321', ['987654321']],
  ['+51 987 654 321', ['51987654321', '987654321']],
  ['0051 (987) 654.321', ['0051987654321', '987654321']],
  ['+51987654321', ['987654321']],
  ['ana 987 654 321 lima', ['ana 987654321 lima']],
  ['piso 12 987654321', ['piso 12987654321', 'piso 987654321']],
  ['300 123 4567', ['3001234567', '001234567']],
])('finding 40: "%s" may be a telephone', (text, expected) => expect(readings(text)).toEqual(expected));

test.each([
  'ana',
  '987654321',
  'sol 20',
  'pedido-77',
  '12 34 56',
  'TZ123456785PE',
  '1 '.repeat(50),
  '٠١٢ ٣٤٥ ٦٧٨',
])('finding 40: "%s" has no other reading', (text) => expect(readings(text)).toEqual([]));
