import { ATTEMPTS, pauseAfter, retryAfterS } from '../../src/modules/webhooks/domain/pauses.js';
import { isPublic } from '../../src/modules/webhooks/public-address.js';
import { Receivers } from '../../src/modules/webhooks/receivers.js';
import { parseConfig } from '../../src/platform/config/config.js';

const receiversWith = (allowed: string) =>
  new Receivers(
    parseConfig({
      DATABASE_URL: 'postgres://a@b/c',
      REDIS_URL: 'redis://a',
      TRAZO_WEBHOOKS_PERMITIDOS: allowed,
    }),
  );
const receivers = receiversWith('');

const codeOf = (url: string, asked = receivers) =>
  asked.assertUsable(url).then(
    () => 'usable',
    (error: { fields: { pointer: string; code: string }[] }) => {
      expect(error.fields[0]!.pointer).toBe('#/url');
      return error.fields[0]!.code;
    },
  );

describe('the address of a webhook', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/',
    'https://0x0a000001/',
    'https://0x7f000001/',
    'https://167772161/',
    'https://017700000001/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::1]/',
    'https://[::]/',
    'https://[64:ff9b::a00:1]/',
    'https://[2002:a00:1::]/',
    'https://10.1/',
    'https://0.0.0.0/',
    'https://localhost/',
  ])('%s leads inside', async (url) => {
    expect(await codeOf(url)).toBe('direccion-no-publica');
  });

  it.each(['ftp://tienda.example/', 'https://ana:clave@tienda.example/', 'tienda.example', 'javascript:1'])(
    '%s is none',
    async (url) => {
      expect(await codeOf(url)).toBe('url');
    },
  );

  it('is https, but for one that is allowed inside', async () => {
    expect(await codeOf('https://93.184.215.14/')).toBe('usable');
    expect(await codeOf('http://93.184.215.14/')).toBe('sin-tls');
    const inside = receiversWith('10.0.0.0/8, fd00::/8');
    expect(await codeOf('http://10.1.2.3/avisos', inside)).toBe('usable');
    expect(await codeOf('https://[fd00::1]/', inside)).toBe('usable');
    expect(await codeOf('http://127.0.0.1/', inside)).toBe('direccion-no-publica');
  });

  it('is looked at again where it is called: what it means may have changed', async () => {
    const looked = await new Promise((resolve) =>
      receivers.lookup('localhost', { all: true }, (error) => resolve(error?.message)),
    );
    expect(looked).toMatch(/no es una dirección pública$/);
    expect(() => receivers.assertAddress(new URL('https://[::ffff:192.168.0.1]/'))).toThrow(
      'no es una dirección pública',
    );
    expect(() => receivers.assertAddress(new URL('https://tienda.example/'))).not.toThrow();
  });
});

test.each([
  ['93.184.215.14', true],
  ['2606:4700::1111', true],
  ['100.64.0.1', false],
  ['255.255.255.255', false],
  ['2001:db8::1', false],
  ['ff02::1', false],
  ['nada', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

test('pauses grow to a day, last longer by chance, and as long as the receiver asks', () => {
  expect(Array.from({ length: ATTEMPTS - 1 }, (_, index) => pauseAfter(index + 1, 0, 0))).toEqual([
    5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]);
  expect(pauseAfter(1, 0, 1)).toBe(6);
  expect(pauseAfter(1, 600, 0)).toBe(600);
  expect(pauseAfter(1, 1e9, 0)).toBe(86_400);
  expect(retryAfterS('120', 0)).toBe(120);
  expect(retryAfterS('Thu, 01 Jan 1970 00:01:00 GMT', 0)).toBe(60);
  expect(['mañana', '-5', undefined].map((header) => retryAfterS(header, 0))).toEqual([0, 0, 0]);
});
