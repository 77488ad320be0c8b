import { speak } from '../../../cli/words.mjs';
import { parseOptions as generateOptions } from '../../../tools/generate/options.js';
import { parseOptions as replayOptions } from '../../../tools/replay/options.js';
import { commonHelp, speakAsAsked, urlOf, version } from '../../../tools/runtime/common-options.js';
import { count, decimal } from '../../../tools/runtime/numbers.js';
import { help, parseOptions as simulateOptions } from '../../../tools/simulate/options.js';

afterEach(() => speak('es'));

const TOOLS = {
  replay: (args: string[], env: NodeJS.ProcessEnv) => replayOptions(['a', ...args], '/tmp', env),
  simulate: simulateOptions,
};

describe.each(Object.entries(TOOLS))('%s', (_, parse) => {
  it('goes where it is told, by an option before a variable, written as `trazo` takes it', () => {
    const env = { TRAZO_URL: 'http://b:4000/' };
    expect(parse(['--url', 'a:3000'], env)).toMatchObject({ url: 'http://a:3000' });
    expect(parse([], env)).toMatchObject({ url: 'http://b:4000' });
    expect(parse([], { TRAZO_URL: '' })).toMatchObject({ url: 'http://localhost:3000' });
  });

  it('answers in JSON, shows its version, and refuses what it does not know', () => {
    expect(parse(['--json'], {})).toMatchObject({ json: true });
    expect(parse(['-V'], {})).toEqual({ help: false, version: true });
    expect(() => parse(['--idioma', 'fr'], {})).toThrow('--idioma lleva es o en');
    expect(() => parse([], { TRAZO_URL: 'ftp://x' })).toThrow('no es una dirección http');
  });
});

test('a history asks for an instance only when one is named', () => {
  expect(generateOptions([], {})).toMatchObject({ instance: undefined });
  expect(generateOptions([], { TRAZO_URL: 'localhost:4000' })).toMatchObject({
    instance: 'http://localhost:4000',
  });
});

test('the language is that of the option, or of the variable', () => {
  speakAsAsked([], { TRAZO_IDIOMA: 'en' });
  expect(help()).toContain('Examples:');
  expect(commonHelp(20)).toContain('this help');
  expect([count(10_154), decimal(0.88, 2)]).toEqual(['10,154', '0.88']);
  expect(() => urlOf('ftp://x', {})).toThrow('is no http address');
  speakAsAsked(['--idioma', 'es'], { TRAZO_IDIOMA: 'en' });
  expect(help()).toContain('Ejemplos:');
  expect([count(10_154), decimal(0.88, 2)]).toEqual(['10.154', '0,88']);
  expect(version()).toMatch(/^\d+\.\d+\.\d+$/);
});
