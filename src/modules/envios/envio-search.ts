import type { Owner } from '../../platform/access/owner.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { Place } from '../../platform/read-models/read-list.js';
import { nearCodigos, normalizeCodigo } from '../codigos/contract.js';
import { readTelephones } from './domain/typed-telephone.js';
import { idRange } from './envio-conditions.js';
import type { EnvioFilter } from './envio-filter.dto.js';

// $1: the text, and other ways to read it; $2: codes it may mean. $3, $4: ids to look between, both exclusive; $5: newest first;
// $6: most of them; $7: a word that all of them have, or none.
const search = (by: string) =>
  `SELECT id FROM ${by}(consulta_de_textos($1, $2) && $7::tsquery, $3, $4, $5, $6) AS id`;
const SEARCH = { name: 'search-envios', text: search('buscar_envios') };
const SEARCH_FEW = { name: 'search-few-envios', text: search('buscar_pocos_envios') };
const TRANSLATE = 'SELECT consulta_de_textos($1, $2)::text AS words';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A word like this stands in few envíos: it is of a code or a reference. */
const RARE_WORD = /\d{6}/;

type Searched = EnvioFilter & { q: string };

/** How to look. */
interface Searching {
  owner?: Owner | undefined;
  descending: boolean;
  after?: Place | undefined;
  limit: number;
}

/** Ids of envíos that the words of a filter find, in the order of creation, behind a place in it. */
export async function searchIds(
  db: Queryable,
  filter: Searched,
  { owner, descending, after, limit }: Searching,
): Promise<string[]> {
  const { from = FIRST_ID, to = LAST_ID } = idRange(filter);
  const [texts, near] = meaningOf(filter.q);
  const behind = after?.key ?? (descending ? to : from);
  // The words of an envío name its cliente. Whom it was given to stands in none of them, and is asked of what they find.
  const whose = owner?.clienteId ? `'@${owner.clienteId}'` : '';
  const range = descending ? [from, behind] : [behind, to];
  const values = [texts, near, ...range, descending, limit, whose];
  const statement = texts.every((text) => RARE_WORD.test(text)) ? SEARCH_FEW : SEARCH;
  const { rows } = await db.query<{ id: string }>({ ...statement, values });
  return rows.map(({ id }) => id);
}

/** The words of a filter as a tsquery. */
export async function translateWords(db: Queryable, { q }: Searched): Promise<string> {
  const { rows } = await db.query<{ words: string }>({
    name: 'translate-words',
    text: TRANSLATE,
    values: meaningOf(q),
  });
  return rows[0]?.words as string;
}

/** A text with other ways to read it, and codes that it may mean; a code as people write it is one word. */
function meaningOf(q: string): [string[], string[]] {
  const together = normalizeCodigo(q);
  const near = nearCodigos(together);
  const text = near.length > 0 ? together : q;
  return [[text, ...readTelephones(text)], near];
}
