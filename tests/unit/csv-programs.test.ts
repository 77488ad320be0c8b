import 'reflect-metadata';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { columnsOf } from '../../src/modules/envios/envio-fields.js';
import { valueOf } from '../../src/modules/importaciones/cells.js';
import { bodyOf, readHeader, usedCells } from '../../src/modules/importaciones/columns.js';
import { openCsv, type Row } from '../../src/modules/importaciones/csv-reader.js';
import { csvLine } from '../../src/platform/csv/csv-writer.js';
import { marked, plainText } from '../../src/platform/csv/formula-mark.js';
import type { DomainError } from '../../src/platform/errors/domain-error.js';

/** Reads a file that arrives in pieces of so many bytes. */
async function read(file: string | Buffer, size = 65_536) {
  const bytes = Buffer.from(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const { header, separator, rows } = await openCsv(Readable.from(pieces), 100 * 1_048_576);
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return { header, separator, rows: all };
}

describe('finding 29: CSV as programs write it', () => {
  it.each<[string, number]>([
    ['1E-05', 0.00001],
    ['1e+2', 100],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['-12.0463731234567891', -12.046373123456789],
    ['+12,0463', 12.0463],
    ['\u221212,5', -12.5],
    ['\u00a07 ', 7],
    ["'-12.05", -12.05],
  ])('finding 29: %s is a number', (cell, number) => expect(valueOf(cell, 'lat', 'number')).toBe(number));

  it.each(['1E400', '1.2.3', '1,234.5', '--1', '.', 'e5', '0x10', 'NaN', 'Infinity', '1 2'])(
    'finding 29: %s is none',
    (cell) => expect(valueOf(cell, 'lat', 'number')).toBe(cell),
  );

  it.each<[string, unknown]>([
    ['7', 7],
    ['7.0', 7],
    ['1,2E+03', 1_200],
    ['7.5', '7.5'],
    ['12345678901234567890', '12345678901234567890'],
  ])('finding 29: %s as a whole number', (cell, value) =>
    expect(valueOf(cell, 'secuencia', 'integer')).toBe(value),
  );

  it.each<[string, string, string]>([
    ['codigo', ' tz 1234 5678-5 pe', 'TZ123456785PE'],
    ['pais', 'pe', 'PE'],
    ['tipo', 'Recogido', 'recogido'],
    ['telefono', "'+51 (987) 654-321", '+51987654321'],
    ['ciudad', 'Can\u0303ete', 'Cañete'],
    ['ciudad', "'d'Or", "'d'Or"],
  ])('finding 29: a %s written %j', (field, cell, text) => expect(valueOf(cell, field, 'string')).toBe(text));

  it.each<[string, string]>([
    ['2026-11-28 10:00:00+00:00', '2026-11-28T10:00:00+00:00'],
    ['2026-11-28 10:00:00.123456-05', '2026-11-28T10:00:00.123456-05:00'],
    [' 2026-11-28T10:00:00+00 ', '2026-11-28T10:00:00+00:00'],
    ['2026-11-28 10:00:00Z', '2026-11-28T10:00:00Z'],
    ['2026-11-28T10:00:00.5-05:00', '2026-11-28T10:00:00.5-05:00'],
    // Whose hour that is, nobody knows.
    ['2026-11-28 10:00:00', '2026-11-28T10:00:00'],
    ['28/11/2026 10:00', '28/11/2026 10:00'],
  ])('finding 29: an instant written %j', (cell, text) =>
    expect(
      ['ocurridoEn', 'enviadoEn', 'fechaEstimada', 'creadoEn'].map((field) => valueOf(cell, field, 'string')),
    ).toEqual(Array(4).fill(text)),
  );

  it('finding 29: sep=, whatever the header has most of; blank lines; trailing separators; capitals', async () => {
    const file = await read(
      '\uFEFFsep=;\r\n\r\n CODIGO ;Tipo,x;ocurridoEN;;\r\n1;2;3;;\r\n;;;;\r\n \r\n4;5;6;;\r\n',
    );
    expect(file).toEqual({
      separator: ';',
      header: ['CODIGO', 'Tipo,x', 'ocurridoEN', '', ''],
      rows: [
        { linea: 4, celdas: ['1', '2', '3', '', ''] },
        { linea: 7, celdas: ['4', '5', '6', '', ''] },
      ],
    });
    expect(readHeader('trazas', ['CODIGO', ' Tipo', 'ocurridoEN', '', ''])).toEqual([
      'codigo',
      'tipo',
      'ocurridoEn',
    ]);
    expect(usedCells(['1', '2', '', ' '])).toBe(2);
    expect(await read('"sep=|"\na|b\n1|2')).toMatchObject({ separator: '|', header: ['a', 'b'] });
    expect(await read('\tb\n1\t2')).toMatchObject({ separator: '\t', header: ['', 'b'] });
  });

  it('finding 29: ends of lines of every kind, also mixed in one file', async () => {
    for (const size of [1, 7, 65_536])
      expect((await read('a,b\r\n1,2\n3,4\r5,6\r\n\n"7\r\n8",9\r10,11', size)).rows).toEqual(
        [
          ['1', '2'],
          ['3', '4'],
          ['5', '6'],
          ['7\r\n8', '9'],
          ['10', '11'],
        ].map((celdas, index) => ({ linea: [2, 3, 4, 6, 8][index], celdas })),
      );
  });

  it('finding 29: the line of an encoding error is the right one, wherever the bytes are cut', async () => {
    const bad = fc.constantFrom(
      [0xf1, 0x61],
      [0xc3],
      [0xe2, 0x82],
      [0xed, 0xa0, 0x80],
      [0xff, 0xfe],
      [0xc0, 0xaf],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ñ,1', 'x,€', '🚚,', '1,2'), { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        bad,
        fc.integer({ min: 1, max: 20 }),
        async (before, end, bytes, size) => {
          const head = ['a,b', ...before].map((line) => line + end).join('');
          const file = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`${end}ñ,2${end}`)]);
          const error = (await read(file, size).catch((caught: unknown) => caught)) as DomainError;
          expect(error.params).toMatchObject({
            linea: before.length + 2,
            motivo: { es: expect.stringContaining('UTF-8') },
          });
        },
      ),
    );
  });

  it('finding 29: a mark against formulas comes off again, whatever the text', () => {
    const part = fc.oneof(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', 'x'), fc.string());
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const text = parts.join('');
        expect(plainText(marked(text))).toBe(text);
      }),
    );
    expect(['+51987654321', "'=1", 'x'].map(marked)).toEqual(["'+51987654321", "''=1", 'x']);
  });

  it('finding 29: what we write we read, white space and marks included', async () => {
    const storable = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(storable, fc.constantFrom(',', ';', '\t'), async (text, separator) => {
        const referencia = text.normalize('NFC');
        const file = [
          ['referencia', 'bultos'],
          [referencia, 1],
        ]
          .map((cells) => csvLine(cells, separator))
          .join('');
        const { rows } = await read(file);
        expect(bodyOf('envios', ['referencia', 'bultos'], rows[0]?.celdas ?? [])).toEqual({
          referencia,
          bultos: 1,
        });
      }),
    );
  });

  it('finding 29: every column of an export is known to an import', () => {
    expect(readHeader('envios', columnsOf()).filter(Boolean)).toContain('destino.region');
  });

  it('finding 29: the columns of our export are taken, ours are left out', () => {
    const ours =
      'id,codigo,referencia,estado,motivo,cliente.id,cliente.nombre,transportista.id,transportista.nombre';
    const rest =
      'destinatario.nombre,origen.direccion,origen.ciudad,origen.region,origen.pais,destino.direccion';
    const last =
      'destino.ciudad,destino.region,destino.pais,bultos,pesoG,creadoEn,totalTrazas,ultimoCentroId';
    expect(readHeader('envios', `${ours},${rest},${last}`.split(','))).toEqual([
      ...['', '', 'referencia', '', '', 'clienteId', '', 'transportistaId', ''],
      ...rest.split(','),
      ...['destino.ciudad', 'destino.region', 'destino.pais', 'bultos', 'pesoG', 'creadoEn', '', ''],
    ]);
    expect(() => readHeader('envios', ['cliente.id', 'clienteId'])).toThrow(/columna-repetida/);
  });
});
