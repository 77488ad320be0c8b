import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { ArchiveMonthCommand } from '../../src/commands/archivo/archive-month.command.js';
import { PurgeClienteCommand } from '../../src/commands/archivo/purge-cliente.command.js';
import { RefreshReadModelsCommand } from '../../src/commands/periodos/refresh-read-models.command.js';
import type { Importacion } from '../../src/modules/importaciones/importacion.dto.js';
import { personalData } from '../../src/platform/personal/personal-data.js';
import { monthOfText } from '../../src/platform/database/month.js';
import { poll } from '../support/poll.js';
import { Sales } from '../support/sales.js';
import { type Stack, startStack } from '../support/stack.js';
import { tablesWith } from '../support/traces.js';

let stack: Stack;
beforeAll(async () => (stack = await startStack({ env: { TRAZO_ARCHIVO_GRACIA_DIAS: '0' } })));
afterAll(() => stack.close());

/** Columns that hold nothing personal: codes, names of things, what operators say of their own doings, and what lasts for minutes. */
const NEVER = [
  '_prisma_migrations.checksum _prisma_migrations.id _prisma_migrations.logs _prisma_migrations.migration_name',
  // Ids, roles, states and addresses of machines. Values that a person may have erased are masked before they are written.
  'auditoria.accion auditoria.actor_id auditoria.actor_tipo auditoria.antes auditoria.despues',
  'auditoria.objeto_id auditoria.objeto_tipo auditoria.solicitud_id',
  'clave_secretos.huella claves.creada_por claves.rol',
  'llaves_firma.kid llaves_firma.privada llaves_firma.publica revocaciones.tipo',
  'fichas.huella fichas.uso seguimientos.codigo seguimientos.creado_por seguimientos.huella',
  // Of a log-in that is on its way, for ten minutes.
  'identidades.emisor inicios_externos.emisor inicios_externos.huella inicios_externos.navegador inicios_externos.retorno',
  'sesion_refrescos.huella sesiones.fin sesiones.origen usuarios.roles',
  'anulaciones.razon calculos.instantanea calculos.modelo',
  'capturas_epcis.capturas capturas_epcis.lista capturas_epcis.modo capturas_epcis.rechazados capturas_epcis.solicitante',
  // Facts and errands carry ids, states, amounts and places by city; their errors are about those.
  'bitacora.codigo bitacora.datos bitacora.duenos bitacora.motivo bitacora.motivo_previo',
  'bitacora.sujeto_id bitacora.sujeto_tipo bitacora.tipo bloques_codigos.pais bloques_codigos.solicitado_por',
  'encargos.cuerpo encargos.destino encargos.error encargos.estado encargos.hecho encargos.oficio encargos.sujeto',
  // What an integrator says of his own program, and what it answered.
  'webhook_intentos.error webhook_intentos.evento_id webhook_intentos.tipo',
  'webhook_secretos.secreto webhooks.descripcion webhooks.principal webhooks.razon webhooks.tipos webhooks.url',
  'lector_apartados.error lector_apartados.estado lector_apartados.hecho lector_apartados.lector',
  'lectores.error lectores.firma lectores.nombre lectores.worker orden_codigos.clave',
  // What a comercio says of itself and of what it sells, in public.
  'categorias.codigo categorias.esquema categorias.nombre comercios.ciudad comercios.cocina comercios.codigo_postal',
  'comercios.lat comercios.lon',
  'comercios.descripcion comercios.direccion comercios.excepciones comercios.horarios comercios.moneda comercios.nombre',
  'comercios.pais comercios.poligono comercios.region comercios.telefono comercios.tipo comercios.zona',
  // Of pedidos and pagos: ids, states, amounts, places by city, and what operators and comercios say of their doings.
  'cupones.codigo cupones.moneda hechos_pago.datos hechos_pago.sujeto_id hechos_pago.tipo',
  'hechos_pedido.datos hechos_pedido.sujeto_id hechos_pedido.tipo',
  'pagos.accion_url pagos.estado pagos.metodo pagos.moneda pagos.proveedor pagos.razon_fallo pagos.referencia',
  'pedido_lineas.nombre pedido_lineas.opciones pedido_lineas.sku',
  'pedidos.codigo_envio pedidos.codigo_retiro pedidos.entrega_ciudad pedidos.entrega_pais pedidos.entrega_region',
  'pedidos.entrega_tipo pedidos.estado pedidos.moneda pedidos.motivo',
  'reembolsos.estado reembolsos.moneda reembolsos.motivo reembolsos.por vales.creado_por vales.huella vales.moneda',
  'movimientos.nota movimientos.por movimientos.razon',
  'productos.atributos productos.categoria productos.descripcion productos.moneda productos.nombre productos.opciones',
  'productos.sku',
  'centros.ciudad centros.codigo centros.nombre centros.pais centros.region',
  'claves_idempotencia.ambito claves_idempotencia.clave claves_idempotencia.huella codigos_envio.codigo',
  'ejecucion_lineas.texto ejecuciones.cancelada_por ejecuciones.iniciada_por ejecuciones.parametros',
  'ejecuciones.problema ejecuciones.punto ejecuciones.resultado ejecuciones.tipo ejecuciones.unidad ejecuciones.worker',
  'envios.codigo envios.destino_ciudad envios.destino_pais envios.destino_region',
  'envios.origen_ciudad envios.origen_pais envios.origen_region',
  'importaciones.columnas importaciones.separador importaciones.solicitante importaciones.tipo',
  'nivel_registro.nivel modelos_lectura.huella modelos_lectura.nombre',
  // Single words, without a trace of whose they were.
  'palabras.palabra palabras.variantes',
  'periodos.manifiesto periodos.manifiesto_nuevo periodos.problema',
  'programaciones.cron programaciones.nombre programaciones.parametros programaciones.semilla programaciones.tipo',
  'programaciones.zona purgas.motivo purgas.periodos purgas.solicitada_por',
  'rechazos.codigo rechazos.razon rechazos.resuelto_motivo rechazos.resuelto_por refrescos.modelo',
  'secretos.nombre secretos.valor tandas.problemas tandas.resultados',
  'tramites.estado tramites.huella tramites.problema tramites.tipo',
  'transportistas.codigo transportistas.nombre trazas.motivo trazas_en_espera.codigo',
  // Of things and machines, and days of the house.
  'centros.lat centros.lon ejecuciones.por_segundo periodos.mes refrescos.mes zonas_lectura.mes',
  'zonas_lectura.modelo zonas_lectura.zona',
];

// Not the read models: they are made of these, and let go of what is gone with their next refresh.
const COLUMNS = `
  SELECT c.relname || '.' || a.attname AS name
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attnum > 0 AND NOT a.attisdropped AND c.relname !~ '^(delta|resto|vm)_'
    AND (t.typcategory IN ('S', 'U') AND t.typname NOT IN ('uuid', 'xid8', 'pg_snapshot', 'tsvector')
      OR t.typname IN ('json', 'jsonb', 'bytea', 'date', 'float8', 'inet')
      OR t.typname ~ '^_(text|varchar|json|jsonb|bytea)$')
  ORDER BY 1`;

test('finding 35: of every column with words, days or places it is known whether somebody has to see to it', async () => {
  const { rows } = await stack.pool.query<{ name: string }>(COLUMNS);
  const declared = new Set(personalData.all().flatMap(({ columns }) => columns));
  const known = [...NEVER.join(' ').split(' '), ...declared];
  // A new column is declared by its module in `personal` of its declarations, or stands above.
  expect(rows.map(({ name }) => name)).toEqual(known.sort());
});

test('whoever declares something personal says how it is read, and how it goes or why it stays', () => {
  // Erased by the purge of the cliente, which the archive's holder runs.
  const byPurge = ['cliente', 'envios', 'trazas', 'rechazos', 'esperas'];
  for (const { name, columns, read, erase, kept } of personalData.all()) {
    expect([name, read !== undefined || columns.length === 0]).toEqual([name, true]);
    if (columns.length === 0) continue;
    const goes = erase !== undefined || byPurge.includes(name);
    expect([name, goes || kept !== undefined]).toEqual([name, true]);
  }
});

const MES = monthOfText('2020-03');
const run = (command: object) => stack.get(CommandBus).execute(command as never);

test('finding 35: nothing personal of a cliente is left anywhere, and its version rises', async () => {
  const key = () => ({ 'idempotency-key': `"${randomUUID()}"` });
  const body = { nombre: 'Zyx1 Uno', documento: 'zyx2', email: 'zyx3@correo.pe' };
  const cliente = (await stack.http.post<{ id: string }>('/v1/clientes', body, key())).body;
  const place = { direccion: 'Jr. zyx4', ciudad: 'Lima', region: 'LIM', pais: 'PE', codigoPostal: 'zyx5' };
  const envio = async (fields: object) => {
    const whole = await stack.given.envioBody({
      clienteId: cliente.id,
      referencia: 'zyx6',
      destinatario: { nombre: 'Zyx7 Dos', telefono: '+51987654321', email: 'zyx8@correo.pe' },
      ...{ origen: place, destino: place, ...fields },
    });
    return (await stack.http.post<{ codigo: string }>('/v1/envios', whole, key())).body.codigo;
  };
  const [old, hot] = [await envio({ creadoEn: '2020-03-10T15:00:00.000Z' }), await envio({})];
  const own = { lugar: 'casa zyx9', lat: -12.5, lon: -77.5, datos: { firma: 'zyx0' } };
  await stack.given.applied([
    stack.given.traza(old, { ...own, tipo: 'entregado', ocurridoEn: '2020-03-12T10:00:00.000Z' }),
    stack.given.traza(hot, { ...own, tipo: 'recogido' }),
  ]);
  const sales = new Sales(stack);
  const { producto } = await sales.stall(1);
  const buyer = { contacto: { nombre: 'Zyx7 Dos', telefono: null }, instrucciones: 'zyx junto al parque' };
  const at = { ...place, lat: -12.12, lon: -77.05 };
  await sales.pedido(producto, {
    compradorId: cliente.id,
    lineas: [{ productoId: producto.id, cantidad: 1, nota: 'zyx sin cebolla' }],
    entrega: { tipo: 'domicilio', direccion: at, ...buyer },
  });
  await run(new ArchiveMonthCommand(MES));
  for (const codigo of [old, hot]) {
    const cuerpo = JSON.stringify(stack.given.traza(codigo, own));
    await stack.pool.query(
      `INSERT INTO rechazos (id, tanda_id, indice, recibida_en, id_evento, codigo, razon, detalle, cuerpo)
       VALUES (gen_random_uuid(), gen_random_uuid(), 0, now(), gen_random_uuid(), $1, 'no-almacenable', 'zyx', $2)`,
      [codigo, cuerpo],
    );
  }
  const lines = `codigo,tipo,ocurridoEn,lat,lugar\n${hot},recogido,2026-11-20T10:00:00Z,95,casa zyx9\n`;
  const upload = await stack.http.post<Importacion>('/v1/importaciones?tipo=trazas', lines, {
    'content-type': 'text/csv',
  });
  await poll('the file to be worked off', async () => {
    const { body: now } = await stack.http.get<Importacion>(`/v1/importaciones/${upload.body.id}`);
    return now.estado === 'completada';
  });
  await stack.stopWorker();
  await stack.pool.query(
    `INSERT INTO trazas_en_espera (tanda_id, indice, vence_en, codigo, cuerpo)
     VALUES (gen_random_uuid(), 0, now() + interval '1 day', $1, $2)`,
    [old, JSON.stringify(stack.given.traza(old, own))],
  );
  const before = await tablesWith(stack.pool, 'zyx');
  expect(before).toEqual(
    expect.arrayContaining([
      ...['claves_idempotencia', 'clientes', 'importacion_lotes', 'rechazos', 'trazas_en_espera'],
    ]),
  );

  await run(new PurgeClienteCommand(cliente.id, 'solicitud 12', '10.0.0.1'));
  await run(new RefreshReadModelsCommand(true));
  expect(await tablesWith(stack.pool, 'zyx')).toEqual([]);
  for (const codigo of [old, hot]) {
    expect(JSON.stringify(await stack.given.detalle(codigo))).not.toMatch(/zyx/i);
    const { body: trazas } = await stack.http.get(`/v1/envios/${codigo}/trazas`);
    expect(JSON.stringify(trazas)).not.toMatch(/zyx/i);
  }
  const version = async () =>
    (await stack.http.get<{ version: number }>(`/v1/clientes/${cliente.id}`)).body.version;
  expect(await version()).toBe(2);
  await run(new PurgeClienteCommand(cliente.id, 'otra vez', '10.0.0.1'));
  expect(await version()).toBe(2);
});
