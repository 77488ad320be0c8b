/**
 * One traza, from the device to the reader, on the instance of the first argument:
 * `node --import ./tools/runtime/typescript.mjs clients/typescript/example.ts http://localhost:3000`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  capturarTrazas,
  crearCliente,
  crearEnvio,
  crearTransportista,
  type Direccion,
  leerCaptura,
  leerEnvio,
} from './src/index.js';
import { createClient } from './src/client/index.js';

const [baseUrl = 'http://localhost:3000', clave = process.env['TRAZO_CLAVE']] = process.argv.slice(2);
const client = createClient({ baseUrl, auth: clave });

const place = (ciudad: string, region: string): Direccion => ({
  direccion: 'Plaza 1',
  ciudad,
  region,
  pais: 'PE',
});

// With `throwOnError` an answer that is no success is thrown: a problem document, typed by its status.
const { data: cliente } = await crearCliente({ client, body: { nombre: 'Café Andino' }, throwOnError: true });
const { data: transportista } = await crearTransportista({
  client,
  body: { nombre: 'Rápidos del Sur', codigo: `EJ-${randomUUID().slice(0, 8)}` },
  throwOnError: true,
});
const { data: envio } = await crearEnvio({
  client,
  body: {
    clienteId: cliente.id,
    transportistaId: transportista.id,
    destinatario: { nombre: 'Ana Q.' },
    origen: place('Lima', 'LIM'),
    destino: place('Cusco', 'CUS'),
    bultos: 1,
    pesoG: 1_200,
  },
  throwOnError: true,
});

// 202 once it is on disk; its receipt says when it is stored.
const { data: captura } = await capturarTrazas({
  client,
  body: {
    idEvento: randomUUID(),
    codigo: envio.codigo,
    tipo: 'recogido',
    ocurridoEn: new Date().toISOString(),
  },
  throwOnError: true,
});
const path = { id: captura.capturaId };
while ((await leerCaptura({ client, path, throwOnError: true })).data.estado !== 'completa') await sleep(50);

const { data: detalle } = await leerEnvio({ client, path: { codigo: envio.codigo }, throwOnError: true });
console.log(JSON.stringify({ codigo: detalle.codigo, estado: detalle.estado, trazas: detalle.totalTrazas }));

// Without `throwOnError` every answer comes back, with its problem in the language that was asked for.
const { error, response } = await leerEnvio({
  client,
  path: { codigo: 'TZ000000000PE' },
  headers: { 'Accept-Language': 'en' },
});
console.log(JSON.stringify({ status: response?.status, title: error?.title }));
