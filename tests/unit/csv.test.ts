import 'reflect-metadata';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { bodyOf, columnsOf, readHeader } from '../../src/modules/importaciones/columns.js';
import { openCsv, type Row } from '../../src/modules/importaciones/csv-reader.js';
import { recordsOf } from '../../src/modules/importaciones/csv-records.js';
import { csvLine } from '../../src/platform/csv/csv-writer.js';
import type { DomainError } from '../../src/platform/errors/domain-error.js';
import { threadCpu } from '../support/process-cost.js';

/** The bytes of a text in pieces, cut wherever the cutter says, also inside a character. */
function inPieces(text: string | Buffer, cuts: readonly number[] = []): Readable {
  const bytes = Buffer.from(text);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return Readable.from(
    [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length)),
  );
}

/** A text in pieces as a network brings them. */
async function* inText(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

async function allOf(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function read(text: string | Buffer, cuts: readonly number[] = [], maxBytes = 1_048_576) {
  const { header, separator, rows } = await openCsv(inPieces(text, cuts), maxBytes);
  return { header, separator, rows: await allOf(rows) };
}

describe('reading CSV', () => {
  it('takes any separator, quotes, empty lines and a byte order mark, and tells where each line begins', async () => {
    expect(await read('\uFEFFa;b\r\n1;"x;y"\r\n\r\n"dos\r\nlíneas";""""\r\n\r\n\r\n3')).toEqual({
      header: ['a', 'b'],
      separator: ';',
      rows: [
        { linea: 2, celdas: ['1', 'x;y'] },
        { linea: 4, celdas: ['dos\r\nlíneas', '"'] },
        { linea: 8, celdas: ['3'] },
      ],
    });
    expect(await read('\n\na\tb\n 1 \t 2 \n')).toMatchObject({
      header: ['a', 'b'],
      separator: '\t',
      rows: [{ linea: 4, celdas: ['1', '2'] }],
    });
  });

  it('gives back what was written, however the bytes arrive', async () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a"b', '"', 'x;y', 'x,y', 'dos\nlíneas', 'Ñandú 🚚'));
    // What a file cannot hold: null characters are refused, white space around a cell is cut, an empty line is none.
    const text = cell.map((value) => `x${value.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()}`);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(',', ';', '\t'),
        fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 10 }),
        async (separator, lines, cuts) => {
          const file = [['a', 'b', 'c'], ...lines].map((cells) => csvLine(cells, separator)).join('');
          const found = await read(file, cuts);
          expect(found.separator).toBe(separator);
          expect(found.rows.map(({ celdas }) => celdas)).toEqual(lines);
        },
      ),
    );
  });

  it.each<[string, string | Buffer, number, RegExp]>([
    ['nothing', '', 1, /ninguna línea/],
    ['white space', ' \r\n\n ', 1, /ninguna línea/],
    [
      'bytes of an image',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]),
      1,
      /texto|UTF-8/,
    ],
    ['null bytes', 'a,b\n1,\0\n', 2, /bytes nulos/],
    ['Windows-1252', Buffer.from('a,b\n1,2\n1,Cañete\n', 'latin1'), 3, /UTF-8/],
    ['UTF-16', Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), 1, /UTF-8|bytes nulos/],
    ['a character cut off', Buffer.from([0x61, 0x0a, 0xc3]), 2, /UTF-8/],
    ['a quote that is never closed in the header', 'a,"b\n1,2\n', 1, /no se cierra/],
    ['a quote inside a field of the header', 'a,5" tubo\n1,2\n', 1, /dentro de un campo/],
    ['text after a quote of the header', 'a,"5" tubo\n1,2\n', 1, /dentro de un campo/],
    ['a line without end', `a,b\n1,2\n3,"${'x'.repeat(70_000)}`, 3, /65536 caracteres/],
  ])('%s is refused, with the line', async (_, text, linea, motivo) => {
    const error = (await read(text).catch((caught: unknown) => caught)) as DomainError;
    expect(error).toMatchObject({ code: 'csv-invalido', params: { linea } });
    expect((error.params['motivo'] as { es: string }).es).toMatch(motivo);
  });

  it.each<[string, string, [number, string[], string?][]]>([
    [
      'a quote inside a field',
      'a,b\n1,2\n3,5" tubo\n6,7\n',
      [
        [2, ['1', '2']],
        [3, ['3', '5" tubo'], 'comilla-suelta'],
        [4, ['6', '7']],
      ],
    ],
    [
      'text after a quote, with CRLF',
      'a,b\r\n3,"5" tubo\r\n6,7\r\n',
      [
        [2, ['3', '"5" tubo'], 'comilla-suelta'],
        [3, ['6', '7']],
      ],
    ],
    [
      'a quote that is never closed',
      'a,b\n1,2\n3,"4\n5,6\n7,8',
      [
        [2, ['1', '2']],
        [3, ['3', '"4'], 'comilla-sin-cerrar'],
        [4, ['5', '6']],
        [5, ['7', '8']],
      ],
    ],
    [
      'one that the next quote seems to close',
      'a,b\n3,"4\n5,6\n7,"ocho"\n9,"d\nos"\n',
      [
        [2, ['3', '"4'], 'comilla-suelta'],
        [3, ['5', '6']],
        [4, ['7', 'ocho']],
        [5, ['9', 'd\nos']],
      ],
    ],
    ['the last line, without an end', 'a,b\n1,"', [[2, ['1', '"'], 'comilla-sin-cerrar']]],
  ])('finding 29: %s costs its line alone, wherever the text is cut', async (_, text, expected) => {
    const rows = expected.map(([linea, celdas, fallo]) => ({ linea, celdas, ...(fallo && { fallo }) }));
    for (let cut = 0; cut <= text.length; cut += 1) expect((await read(text, [cut])).rows).toEqual(rows);
    const everywhere = Array.from({ length: text.length }, (__, at) => at);
    expect((await read(text, everywhere)).rows).toEqual(rows);
  });

  it('finding 29: a quote that is open for longer than a line may be costs its line alone', async () => {
    const { rows } = await read(`a,b\n3,"${'\n1,2'.repeat(30_000)}\n`);
    expect(rows).toHaveLength(30_001);
    expect(rows[0]).toEqual({ linea: 2, celdas: ['3', '"'], fallo: 'comilla-sin-cerrar' });
    expect(rows.at(-1)).toEqual({ linea: 30_002, celdas: ['1', '2'] });
  });

  it('finding 29: what bad lines cost is linear', async () => {
    const cpuOf = async (text: string) => {
      const taken = threadCpu();
      let count = 0;
      for await (const { linea } of recordsOf(inText(text), ',', 1)) count += Number(linea > 0);
      expect(count).toBeGreaterThan(0);
      return taken();
    };
    for (const line of ['"\n', '"x\n', 'x"\n', '"""\n', `"${'\n'.repeat(70_000)}`, '"\n""""\n']) {
      const of = (size: number) => line.repeat(Math.ceil(size / line.length));
      let best = Infinity;
      for (let look = 0; look < 5 && best > 2.2; look += 1)
        best = Math.min(best, (await cpuOf(of(1_000_000))) / Math.max(20, await cpuOf(of(500_000))));
      expect(best).toBeLessThanOrEqual(2.2);
    }
  }, 60_000);

  it('finding 2: a line with other cells than the header costs what any other does', async () => {
    const cpuOf = async (header: string) => {
      const { rows } = await openCsv(
        Readable.from([Buffer.from(`${header}\n${'x,,\n'.repeat(100_000)}`)]),
        1e9,
      );
      const taken = threadCpu();
      expect(await allOf(rows)).toHaveLength(100_000);
      return taken();
    };
    let best = Infinity;
    for (let look = 0; look < 5 && best > 2.2; look += 1)
      best = Math.min(best, (await cpuOf('a,b,c,d,e,f,g,h,i,j,k,l,m')) / Math.max(20, await cpuOf('a,b,c')));
    expect(best).toBeLessThanOrEqual(2.2);
  }, 60_000);

  it('reads what another parser reads', async () => {
    const cell = fc.stringMatching(/^[ab",; \n]{0,6}$/);
    const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
    const bare = fc.stringMatching(/^ ?[ab;]{0,4} ?$/);
    const record = fc.array(fc.oneof(bare, quoted), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat()),
        async (records, end, cuts) => {
          const text = ['h', ...records.map((cells) => cells.join(','))].join(end);
          const theirs: string[][] = parse(text, {
            relax_column_count: true,
            skip_empty_lines: true,
            trim: true,
          });
          const wanted = theirs.slice(1).filter((cells) => cells.some((cell) => cell !== ''));
          expect((await read(`sep=,\n${text}`, cuts)).rows.map(({ celdas }) => celdas)).toEqual(wanted);
        },
      ),
    );
  });

  it('too many bytes are refused before they are read', async () => {
    const endless = Readable.from(
      (function* () {
        yield Buffer.from('a,b\n');
        for (;;) yield Buffer.from('1,2\n'.repeat(1_000));
      })(),
    );
    const { rows } = await openCsv(endless, 100_000);
    await expect(allOf(rows)).rejects.toMatchObject({ code: 'archivo-demasiado-grande' });
    expect(endless.destroyed).toBe(true);
  });
});

describe('columns', () => {
  const names = (tipo: 'trazas' | 'envios') => columnsOf(tipo).map(({ name }) => name);
  const required = (tipo: 'trazas' | 'envios') =>
    columnsOf(tipo).flatMap(({ name, required }) => (required ? [name] : []));

  it('are the fields of the wire', () => {
    expect(names('trazas')).toEqual(
      'codigo idEvento tipo motivo ocurridoEn secuencia centroId lugar lat lon datos dispositivoId enviadoEn'.split(
        ' ',
      ),
    );
    expect(required('trazas')).toEqual(['codigo', 'tipo', 'ocurridoEn']);
    expect(names('envios')).toContain('destino.codigoPostal');
    expect(required('envios')).toEqual(
      expect.arrayContaining(['clienteId', 'destinatario.nombre', 'origen.ciudad', 'destino.pais', 'pesoG']),
    );
    expect(required('envios')).not.toContain('destinatario.email');
  });

  it.each<[string, string[], string[]]>([
    ['all that is needed', ['codigo', 'tipo', 'ocurridoEn'], []],
    ['one twice', ['codigo', 'tipo', 'ocurridoEn', 'tipo'], ['#/columnas/3 columna-repetida']],
    ['one unknown', ['codigo', 'tipo', 'ocurridoEn', '__proto__'], ['#/columnas/3 columna-desconocida']],
    ['one missing', ['codigo', 'tipo'], ['#/columnas columna-requerida']],
    [
      'no header',
      ['TZ123456785PE', 'entregado'],
      ['#/columnas/0 columna-desconocida', '#/columnas/1 columna-desconocida'],
    ],
  ])('a header with %s', (_, header, faults) => {
    let found: string[] = [];
    try {
      readHeader('trazas', header);
    } catch (error) {
      found = (error as DomainError).fields.map(({ pointer, code }) => `${pointer} ${code}`);
    }
    expect(found).toEqual(faults);
  });

  it('cells take the type of their field, or stay a text for its rule to refuse', () => {
    const header = ['codigo', 'lat', 'lon', 'secuencia', 'lugar', 'datos', 'motivo'];
    expect(bodyOf('trazas', header, ['TZ', '-12,05', '-77.04', '7', '007', '{"a":1}', ''])).toEqual({
      codigo: 'TZ',
      lat: -12.05,
      lon: -77.04,
      secuencia: 7,
      lugar: '007',
      datos: { a: 1 },
    });
    expect(bodyOf('trazas', header, ['TZ', 'norte', '1e5', '7.5', '', '{'])).toEqual({
      codigo: 'TZ',
      lat: 'norte',
      lon: 100_000,
      secuencia: '7.5',
      datos: '{',
    });
    expect(bodyOf('envios', ['destino.ciudad', 'destino.pais', 'bultos'], ['Cusco', '', '2'])).toEqual({
      destino: { ciudad: 'Cusco' },
      bultos: 2,
    });
  });
});
