import { z } from 'zod';
import { isTimeZone } from '../schedules/time-zone.js';
import { EDGE } from './edge.js';
import { gatherFamilies, isFamilyMember, missingParts, withoutEmpty } from './families.js';
import { type ConfigFault, describeFaults, faultOfIssue } from './faults.js';
import { ISSUER_PARTS, ISSUER_VARIABLES } from './issuer-variables.js';
import { integer } from './numbers.js';
import { openDoorFaults } from './open-door.js';
import { OUTGOING } from './outgoing.js';
import { SEEN } from './seen.js';
import { serverUrl } from './urls.js';
import { unknownVariables } from './variable-names.js';

/** Text of an environment variable that means yes or no. */
const yesNo = z.enum(['si', 'no']).transform((value) => value === 'si');

const postgresUrl = serverUrl(['postgres', 'postgresql'], 'postgres://usuario:clave@host:puerto/base');

/**
 * Every variable the program reads, in one place. `npm run actualizar` writes each description, with its default, into
 * docs/configuracion.md, and a test compares the two.
 */
export const configSchema = z.object({
  TRAZO_ACCESO: z
    .enum(['exigir', 'abierto'])
    .default('exigir')
    .describe(
      '`exigir` answers only requests with credentials, but for what is public. With `abierto` a request without any may do everything: only with `HOST` on this machine, and not with `NODE_ENV=production`.',
    ),
  TRAZO_CREDENCIALES_ARCHIVO: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File into which the first start writes an administrator and keys for operador, dispositivo and auditor, readable by its owner alone. `npm start` with its own database has it in `TRAZO_DATA_DIR`.',
    ),
  TRAZO_ADMIN_EMAIL: z
    .email('debe ser una dirección de correo')
    .optional()
    .describe('E-mail of the first administrator. Counts once: while there is no administrator.'),
  TRAZO_ADMIN_CLAVE: z
    .string()
    .min(12, 'debe tener al menos 12 caracteres')
    .max(200, 'debe tener 200 caracteres como máximo')
    .optional()
    .describe('Password of that administrator, 12 to 200 characters. There is no default.'),
  PORT: integer(0, 65535).default(3000).describe('Port of the HTTP API. 0 takes a free one.'),
  HOST: z.string().default('127.0.0.1').describe('Address the HTTP API listens on; `0.0.0.0` for all.'),
  ...EDGE,
  DATABASE_URL: postgresUrl.describe(
    'PostgreSQL 18, the primary. Left out, `npm start` runs an embedded one.',
  ),
  DATABASE_READ_URL: postgresUrl
    .optional()
    .describe('One streaming replica of it, for queries. Left out, they go to the primary.'),
  DATABASE_POOL_MAX: integer(2, 500).default(10).describe('Connections to PostgreSQL a process may hold.'),
  DATABASE_TIMEOUT_MS: integer(100, 600_000)
    .default(10_000)
    .describe('A query of an HTTP request that takes longer than this many milliseconds is cancelled.'),
  TRAZO_REPLICA_ESPERA_MS: integer(0, 30_000)
    .default(1_000)
    .describe(
      'How long a read with `Trazo-Version-Minima` waits for the replica before it goes to the primary.',
    ),
  REDIS_URL: serverUrl(['redis', 'rediss'], 'redis://host o rediss://host').describe(
    'Redis 7 or later, or Valkey, with AOF. Left out, `npm start` runs a private one.',
  ),
  REDIS_PREFIX: z
    .string()
    .min(1)
    .default('{trazo}')
    .describe('Prefix of every key in Redis. The braces keep a queue in one slot of a Redis Cluster.'),
  TRAZO_REDIS_SIN_GARANTIAS: yesNo
    .default(false)
    .describe(
      '`si` accepts a Redis whose settings can lose an acknowledged traza (no AOF, no fsync, eviction).',
    ),
  TRAZO_INGESTA_CARRILES: integer(1, 64)
    .default(2)
    .describe('Connections over which a worker process stores trazas. An envío always takes the same one.'),
  TRAZO_ESPERA_ENVIO_HORAS: integer(0, 24 * 30)
    .default(24)
    .describe(
      'Hours that a traza of a reserved code waits for its envío to be created before it is rejected.',
    ),
  TRAZO_RECIBOS_HORAS: integer(48, 24 * 365)
    .default(72)
    .describe('Hours that the receipt of a capture is kept; one with a pending event is kept longer.'),
  TRAZO_PEDIDOS_DATOS_DIAS: integer(1, 3_650)
    .default(90)
    .describe('Days that the personal data of a closed pedido is kept; its amounts stay.'),
  TRAZO_EVENTOS_DIAS: integer(14, 3_650)
    .default(14)
    .describe('Days that the event feed is kept: a consumer may be away for so long.'),
  TRAZO_SEGUIDORES_MAX: integer(1, 100_000)
    .default(1_000)
    .describe('Most requests that may follow an envío live at a time, in one API process.'),
  TRAZO_REFRESCO_SEGUNDOS: integer(1, 86_400)
    .default(60)
    .describe(
      'Seconds between two looks at what the read models have to refresh, and two calculations of the figures. Other reads are fresh without it.',
    ),
  TRAZO_REFRESCO_PORCENTAJE: z.coerce
    .number()
    .min(0)
    .max(100)
    .default(5)
    .describe('A month of a read model is refreshed when more than this percentage of it has changed.'),
  TRAZO_REFRESCO_EDAD_MINUTOS: integer(0, 525_600)
    .default(60)
    .describe('Or when the first change since its last refresh is this many minutes old.'),
  TRAZO_REFRESCO_MAX_FILAS: integer(0, 100_000_000)
    .default(20_000)
    .describe('Or when more rows than this have changed in all months together: the largest months first.'),
  TRAZO_ZONA: z
    .string()
    .refine(isTimeZone, 'debe ser una zona horaria de la base IANA')
    .default('America/Lima')
    .describe(
      'Time zone (IANA) of the business: its days are those of the figures, and schedules that name none run by it.',
    ),
  TRAZO_PERIODOS_ADELANTE: integer(1, 12)
    .default(2)
    .describe('Months that are kept open ahead of the current one.'),
  TRAZO_ARCHIVO_MESES: integer(1, 1_200)
    .default(36)
    .describe('Months that are kept in the database after they are over; older ones go to the archive.'),
  TRAZO_ARCHIVO_GRACIA_DIAS: integer(0, 365)
    .default(7)
    .describe('Days that the tables of an archived month are kept before they are dropped.'),
  TRAZO_ARCHIVO_DIR: z
    .string()
    .min(1)
    .default('.trazo/archivo')
    .describe(
      'Directory of the archive, and to work in; with `ARCHIVO_URL`, of local copies of it. `npm start` has it in `TRAZO_DATA_DIR`.',
    ),
  ARCHIVO_URL: z
    .string()
    .regex(/^s3:\/\/[^/]+/, 'debe ser s3://bucket o s3://bucket/prefijo')
    .optional()
    .describe(
      '`s3://bucket/prefix` of an S3-compatible store for the archive. Credentials come from the variables and files that AWS clients use.',
    ),
  AWS_ENDPOINT_URL: z.url('debe ser una URL').optional().describe('URL of an S3 that is not Amazon’s.'),
  AWS_REGION: z.string().optional().describe('Region of the S3 store.'),
  TRAZO_ARCHIVO_COPIAS_MIB: integer(1, 10_000_000)
    .default(10_240)
    .describe('Most MiB of local copies of archived files in S3.'),
  TRAZO_ARCHIVO_LECTURAS: integer(1, 64)
    .default(2)
    .describe(
      'Archived files that a process fetches or checks at the same time; for more of them, a read gets a 503.',
    ),
  TRAZO_ARCHIVO_PORCENTAJE: integer(1, 100)
    .default(1)
    .describe(
      'Percentage of the time that the archive works at a month while others are at work; while nobody is, it works all the time.',
    ),
  TRAZO_ARCHIVO_MEMORIA_MIB: integer(64, 1_000_000)
    .default(512)
    .describe(
      'Memory in MiB that writing and checking a month of the archive may take; the rest goes to its directory.',
    ),
  TRAZO_IMPORTACION_MIB: integer(1, 10_240)
    .default(100)
    .describe('Largest CSV file that may be uploaded, in MiB.'),
  TRAZO_CODIGO_PAIS: z
    .string()
    .regex(/^[A-Z]{2}$/, 'debe ser dos letras mayúsculas')
    .default('PE')
    .describe('Country (ISO 3166-1 alpha-2) at the end of every new tracking code.'),
  TRAZO_COLA_MAX_SEGUNDOS: integer(1, 86_400)
    .default(60)
    .describe(
      'While the workers need longer than these seconds for what is queued of a way, at a speed that was measured, new trazas of that way get a 503.',
    ),
  TRAZO_COLA_MAX_TRAZAS: integer(1, 1_000_000_000)
    .default(2_000_000)
    .describe(
      'While so many trazas are queued, new ones get a 503; also while Redis has used 80 % of its `maxmemory`. Lists of more than 20 get it from nine tenths of either.',
    ),
  TRAZO_COLA_BLOQUEO_SEGUNDOS: integer(1, 600)
    .default(15)
    .describe('Seconds without a sign of life after which a job of a worker is given to another one.'),
  TRAZO_ACCESO_2FA: z
    .enum(['opcional', 'exigir'])
    .default('opcional')
    .describe(
      '`exigir` lets an administrador, operador or auditor do nothing before a second factor is set up and shown.',
    ),
  TRAZO_ACCESO_INICIOS_POR_MINUTO: integer(1, 1_000_000)
    .default(20)
    .describe('Log-ins and registrations a minute from one address.'),
  ...ISSUER_VARIABLES,
  TRAZO_CORREO_DIR: z
    .string()
    .min(1)
    .default('.trazo/correo')
    .describe(
      'Directory of the mailbox that mails go to, a file each. `npm start` has it in `TRAZO_DATA_DIR`.',
    ),
  TRAZO_URL_PUBLICA: z
    .url('debe ser una URL')
    .default('http://localhost:3000')
    .describe('Address under which people reach this installation: it stands in mails and links.'),
  ...OUTGOING,
  TRAZO_LLAVE_DATOS_ARCHIVO: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File with the keys that encrypt secrets in the database: `<id>:<32 bytes in Base64>` a line, the first one encrypts. `npm start` makes one in `TRAZO_DATA_DIR`. Left out, a key in the database itself does it.',
    ),
  TRAZO_PARADA_SEGUNDOS: integer(2, 600)
    .default(25)
    .describe('Seconds that a process may take to stop in order before it ends with an error.'),
  ...SEEN,
});

const NAMES = Object.keys(configSchema.shape);

/** The parsed configuration: typed, complete, frozen. */
export type Config = Readonly<z.infer<typeof configSchema>>;

/** Token under which the configuration is injected. */
export const CONFIG = Symbol('CONFIG');

/** Thrown when a variable is missing or wrong; its message names every one of them. */
export class InvalidConfigError extends Error {}

type Env = Record<string, string | undefined>;

/**
 * Everything that is wrong with these variables, at once: what is missing, what no value is, what is mistyped.
 *
 * @param env - Variables by name. An empty value counts as left out.
 */
export function configFaults(env: Env): ConfigFault[] {
  const given = withoutEmpty(env);
  const { error } = configSchema.safeParse(gatherFamilies(given, NAMES));
  const mistyped = unknownVariables(given, NAMES)
    .filter(({ name }) => !isFamilyMember(name, NAMES))
    .flatMap(({ name, meant }) =>
      meant ? [{ variable: name, fault: `no existe; ¿quiso decir ${meant}?` }] : [],
    );
  return [
    ...(error?.issues ?? []).map((issue) => faultOfIssue(issue, given)),
    ...openDoorFaults(given),
    ...ISSUER_PARTS.flatMap((parts) => missingParts(given, parts)),
    ...mistyped,
  ];
}

/**
 * Parses the configuration once.
 *
 * @param env - Variables by name, usually `process.env`. An empty value counts as left out.
 * @throws {InvalidConfigError} naming each variable that is missing, wrong or mistyped.
 */
export function parseConfig(env: Env): Config {
  const faults = configFaults(env);
  if (faults.length > 0) throw new InvalidConfigError(describeFaults(faults));
  return Object.freeze(configSchema.parse(gatherFamilies(withoutEmpty(env), NAMES)));
}

/** The variables of this process. The only place that looks at `process.env`. */
export const environment = (): Env => process.env;

/** Reads the configuration of this process. */
export function loadConfig(): Config {
  return parseConfig(environment());
}
