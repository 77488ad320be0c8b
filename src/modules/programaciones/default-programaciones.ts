import type { Config } from '../../platform/config/config.js';
import type { JobType } from '../../platform/jobs/job-types.js';
import type { ReglasProgramacion } from './programacion.dto.js';

/** A programación that the program brings along. */
export interface DefaultProgramacion {
  /** Its own, for ever: an operator may have changed it. */
  semilla: string;
  tipo: JobType;
  reglas: ReglasProgramacion;
}

const BY_HAND: ReglasProgramacion = {
  ventanaRecuperacion: 'PT0S',
  solapamiento: 'encolar',
  pausada: true,
};

/** What runs where no operator has said anything. */
export function defaultProgramaciones(config: Config): DefaultProgramacion[] {
  const { TRAZO_REFRESCO_SEGUNDOS } = config;
  return [
    {
      semilla: 'refresco',
      tipo: 'refresco',
      // A refresh that was missed is made up for by the next one.
      reglas: { cada: `PT${TRAZO_REFRESCO_SEGUNDOS}S`, ventanaRecuperacion: 'PT0S' },
    },
    { semilla: 'apertura-de-periodos', tipo: 'apertura-de-periodos', reglas: { cron: '0 * * * *' } },
    { semilla: 'limpieza', tipo: 'limpieza', reglas: { cron: '*/10 * * * *', ventanaRecuperacion: 'PT0S' } },
    // Whoever asks for something starts it at once; the clock takes up what was killed or came in nobody's way.
    {
      semilla: 'tramites',
      tipo: 'tramites',
      reglas: { cron: '*/5 * * * *', ventanaRecuperacion: 'PT0S', solapamiento: 'encolar' },
    },
    // Writers wait while it runs: for an operator to begin.
    {
      semilla: 'reconstruccion',
      tipo: 'reconstruccion',
      reglas: { ...BY_HAND, solapamiento: 'omitir' },
    },
    { semilla: 'archivado', tipo: 'archivado', reglas: { cron: '0 2 * * *', solapamiento: 'encolar' } },
    // Never by the clock: an operator names the month, or the cliente.
    { semilla: 'restauracion', tipo: 'restauracion', reglas: BY_HAND },
    { semilla: 'purga', tipo: 'purga', reglas: BY_HAND },
    // Begun by whatever changes a name; without parameters it looks at all of them.
    { semilla: 'propagacion', tipo: 'propagacion', reglas: BY_HAND },
    { semilla: 'revision-de-existencias', tipo: 'revision-de-existencias', reglas: { cron: '30 3 * * *' } },
  ];
}
