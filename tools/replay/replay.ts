import { setTimeout as sleep } from 'node:timers/promises';
import { either } from '../../cli/words.mjs';
import type { TokenSource } from '../runtime/common-options.js';
import { inLanes } from '../runtime/lanes.js';
import { Api, type Traza } from './api.js';
import { compareEnvio, type Mismatch, type Sent } from './compare.js';
import { HttpClient } from './http-client.js';
import { clienteKeyOf, toCliente, toEnvio, toTrazas } from './mapping.js';
import type { Order } from './order.js';
import { planRequests } from './plan.js';
import type { ProgressStarter } from './progress.js';
import { ReceiptBook } from './receipts.js';
import { compareVerdicts, VerdictCount } from './verdict-count.js';
import { VisibilityWatch } from './visibility.js';

/** How to replay. */
export interface ReplayOptions {
  /** Of a running instance. */
  url: string;
  /** With what to come in. */
  token: TokenSource;
  seed: number;
  /** Trazas a request. */
  perRequest: number;
  /** Requests at a time. */
  atOnce: number;
  /** Trazas a second; Infinity for as fast as they are taken. */
  rate: number;
  /** How long the instance may be away, or settle nothing, before the replay gives up. */
  patienceMs: number;
}

/** What a replay came to. */
export interface ReplayResult {
  orders: number;
  /** Trazas that were posted; `repeated` of them for the second time, on purpose. */
  sent: number;
  repeated: number;
  acknowledged: number;
  /** By the receipts. */
  applied: number;
  duplicates: number;
  rejected: number;
  /** Distinct trazas of the file that the details show. */
  stored: number;
  retries: number;
  /** From the first POST of trazas to the last complete receipt. */
  storingMs: number;
  totalMs: number;
  /** From 202 to visible, of the watched trazas that were new. */
  visibleMs: number[];
  mismatches: Mismatch[];
}

/** More at a time than posting: each of these is a small transaction of its own. */
const CREATING_AT_ONCE = 16;

/** Replays orders through the public API and compares what it shows in the end with what the file says. */
export async function replay(
  orders: readonly Order[],
  options: ReplayOptions,
  show: ProgressStarter,
): Promise<ReplayResult> {
  const started = performance.now();
  const http = new HttpClient(options.url, { ...options, connections: 64 });
  try {
    const api = new Api(http);
    await api.checkReady();
    const sent = await createEnvios(api, orders, show);
    const posted = await postTrazas(api, sent, options, show);
    const read = await readBack(api, sent, show);
    const mismatches = [...posted.mismatches, ...read.mismatches];
    const totalMs = performance.now() - started;
    return { orders: orders.length, ...posted, ...read, mismatches, retries: http.retries, totalMs };
  } finally {
    http.close();
  }
}

async function createEnvios(api: Api, orders: readonly Order[], show: ProgressStarter): Promise<Sent[]> {
  const transportistaId = await api.createTransportista();
  const sellers = [...new Map(orders.map((order) => [clienteKeyOf(order), order]))];
  const clientes = show('Clientes', sellers.length);
  let done = 0;
  const ids = new Map(
    await inLanes(sellers, CREATING_AT_ONCE, async ([key, order]): Promise<[string, string]> => {
      const id = await api.createCliente(key, toCliente(order));
      clientes.update((done += 1));
      return [key, id];
    }),
  );
  clientes.stop();

  const envios = show('Envíos', orders.length);
  done = 0;
  const sent = await inLanes(orders, CREATING_AT_ONCE, async (order): Promise<Sent> => {
    const body = toEnvio(order, ids.get(clienteKeyOf(order)) as string, transportistaId);
    const codigo = await api.createEnvio(body);
    envios.update((done += 1));
    return { codigo, body, trazas: toTrazas(order).map((draft): Traza => ({ ...draft, codigo })) };
  });
  envios.stop();
  return sent;
}

async function postTrazas(api: Api, sent: readonly Sent[], options: ReplayOptions, show: ProgressStarter) {
  const trazas = sent.flatMap((envio) => envio.trazas);
  const requests = planRequests(trazas, options.seed, options.perRequest);
  const total = requests.flat().length;
  const progress = show('Trazas', total);
  const receipts = new ReceiptBook(api, options.patienceMs, () => progress.update(receipts.settled));
  const watch = new VisibilityWatch(api);
  const verdicts = new VerdictCount();
  let acknowledged = 0;
  const started = performance.now();
  await inLanes(requests, options.atOnce, async (request, index) => {
    await until(started + (index * options.perRequest * 1_000) / options.rate);
    const answer = await api.postTrazas(request.map(({ item }) => item));
    acknowledged += answer.aceptadas;
    receipts.add(answer.capturaId);
    for (const { indice, errors } of answer.rechazadas)
      verdicts.add((request[indice]?.item as Traza).idEvento, 'rechazada', JSON.stringify(errors));
    const refused = new Set(answer.rechazadas.map(({ indice }) => indice));
    const watched = request.find(({ repeated }, index) => !repeated && !refused.has(index));
    if (watched) watch.watch(watched.item);
  });
  for (const { eventos } of await receipts.all())
    for (const { idEvento, resultado, problema } of eventos) verdicts.add(idEvento, resultado, problema);
  const storingMs = performance.now() - started;
  progress.stop();
  return {
    sent: total,
    repeated: total - trazas.length,
    acknowledged,
    applied: verdicts.total('aplicada'),
    duplicates: verdicts.total('duplicada'),
    rejected: verdicts.total('rechazada'),
    storingMs,
    visibleMs: await watch.latencies((idEvento) => verdicts.of(idEvento, 'aplicada') > 0),
    mismatches: trazas.flatMap((traza) => compareVerdicts(traza, verdicts)),
  };
}

async function until(moment: number): Promise<void> {
  const ms = moment - performance.now();
  if (ms > 0) await sleep(ms);
}

async function readBack(api: Api, sent: readonly Sent[], show: ProgressStarter) {
  const progress = show(either('Comprobación', 'Check'), sent.length);
  let done = 0;
  let stored = 0;
  const mismatches = await inLanes(sent, CREATING_AT_ONCE, async (envio) => {
    const answer = await api.getEnvio(envio.codigo);
    const shown = new Set(
      ((answer['historial'] ?? []) as { idEvento: string }[]).map(({ idEvento }) => idEvento),
    );
    stored += envio.trazas.filter(({ idEvento }) => shown.has(idEvento)).length;
    progress.update((done += 1));
    return compareEnvio(envio, answer);
  });
  progress.stop();
  return { stored, mismatches: mismatches.flat() };
}
