import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import type { Person } from '../../../platform/personal/personal-data.js';
import { type Held, PersonalReader } from '../../../platform/personal/personal-reader.js';
import { TramiteBook, type TramiteRow } from './tramite-book.js';

/** Characters of a part, about. */
const PART = 1_048_576;

const compress = promisify(gzip);

/**
 * The file with everything that we hold of somebody: one JSON document, kept in parts of which one at a time is in memory. Each is
 * compressed by itself: one behind the other they are a file of gzip (RFC 1952, 2.2).
 */
@Injectable()
export class DataFile {
  constructor(
    private readonly reader: PersonalReader,
    private readonly book: TramiteBook,
  ) {}

  /** Writes it, in place of what a run that was killed has written. */
  async write(tramite: TramiteRow, person: Person, checkpoint: () => Promise<void>): Promise<void> {
    await this.book.dropParts(tramite);
    let numero = 0;
    let text = `{"usuarioId":"${person.usuarioId}","generadoEn":"${new Date().toISOString()}","datos":[`;
    let comma = '';
    const flush = async () => {
      await this.book.addPart(tramite, numero, await compress(text));
      numero += 1;
      text = '';
    };
    await this.reader.read(person, async (held) => {
      for (const each of held) {
        text += `${comma}\n${toJson(each)}`;
        comma = ',';
      }
      if (text.length >= PART) await flush();
      await checkpoint();
    });
    text += '\n]}\n';
    await flush();
  }

  /** Reads it, as JSON. */
  read(tramite: TramiteRow): Readable {
    const unzip = createGunzip();
    const parts = Readable.from(this.book.parts(tramite));
    parts.once('error', (error) => unzip.destroy(error));
    unzip.once('close', () => parts.destroy());
    return parts.pipe(unzip);
  }
}

/** With the names of columns as the wire has them. */
function toJson({ name, row }: Held): string {
  const fields = Object.entries(row).map(([column, value]) => [
    column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    value as unknown,
  ]);
  return JSON.stringify({ de: name, ...(Object.fromEntries(fields) as object) });
}
