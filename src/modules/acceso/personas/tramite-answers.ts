import type { Language } from '../../../platform/errors/problem-document.js';
import { personalData } from '../../../platform/personal/personal-data.js';
import type { TramiteRow } from './tramite-book.js';
import type { Baja, TramiteDatos } from './tramite.dto.js';

/** A file with somebody's data, as the API answers it. */
export function toDatos({ id, estado, pedido_en, terminado_en, vence_en }: TramiteRow): TramiteDatos {
  const isReady = estado === 'completo';
  return {
    id,
    estado: isReady ? 'listo' : 'pendiente',
    pedidoEn: pedido_en,
    listoEn: terminado_en,
    venceEn: vence_en,
    url: isReady ? `/v1/usuarios/yo/datos/${id}/archivo` : null,
  };
}

/** Somebody who leaves, as the API answers it, with what stays of him by what modules declare. */
export function toBaja({ id, estado, pedido_en, terminado_en }: TramiteRow, language: Language): Baja {
  return {
    id,
    estado: estado === 'completo' ? 'completa' : estado,
    pedidaEn: pedido_en,
    terminadaEn: terminado_en,
    conservado: personalData
      .all()
      .flatMap(({ kept }) => (kept ? [{ que: kept.what[language], porque: kept.why[language] }] : [])),
  };
}
