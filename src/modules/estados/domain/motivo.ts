/** Whose cause a motivo is. */
export type Causa = 'destinatario' | 'remitente' | 'transportista' | 'autoridad' | 'fuerza_mayor';

/** Why a traza happened, and whose cause it was. */
export const MOTIVOS = {
  destinatario_ausente: 'destinatario',
  destinatario_desconocido: 'destinatario',
  destinatario_rechaza: 'destinatario',
  destinatario_pide_otra_fecha: 'destinatario',
  pago_pendiente: 'destinatario',
  direccion_incorrecta: 'remitente',
  direccion_incompleta: 'remitente',
  embalaje_insuficiente: 'remitente',
  documentacion_incompleta: 'remitente',
  mercancia_prohibida: 'remitente',
  cancelado_por_remitente: 'remitente',
  transportista_averia: 'transportista',
  transportista_demora: 'transportista',
  mal_clasificado: 'transportista',
  capacidad_agotada: 'transportista',
  danado_en_transito: 'transportista',
  no_localizado: 'transportista',
  aduana: 'autoridad',
  inspeccion: 'autoridad',
  clima: 'fuerza_mayor',
  bloqueo_de_via: 'fuerza_mayor',
  zona_insegura: 'fuerza_mayor',
  robo: 'fuerza_mayor',
} as const satisfies Record<string, Causa>;

export type Motivo = keyof typeof MOTIVOS;

/** Codes of all motivos. */
export const CODIGOS_MOTIVO = Object.keys(MOTIVOS) as Motivo[];
