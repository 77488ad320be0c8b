import { readFileSync } from 'node:fs';
import { configSchema, parseConfig } from '../../src/platform/config/config.js';
import { configurationTable } from '../support/configuration-table.js';

const NEEDED = { DATABASE_URL: 'postgres://x@localhost/x', REDIS_URL: 'redis://localhost' };

describe('configuration', () => {
  it('has a default, or does without, for all but the two URLs, and is frozen', () => {
    const config = parseConfig(NEEDED);
    expect(config).toMatchObject({ PORT: 3000, TRAZO_REDIS_SIN_GARANTIAS: false, ...NEEDED });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes an empty variable for one that is left out', () => {
    expect(parseConfig({ ...NEEDED, PORT: '' }).PORT).toBe(3000);
  });

  it('names everything that is wrong at once', () => {
    const wrong = { DATABASE_URL: 'mysql://x', PORT: 'tres', TRAZO_REDIS_SIN_GARANTIAS: 'true' };
    expect(() => parseConfig(wrong)).toThrow(
      /DATABASE_URL[\s\S]*REDIS_URL[\s\S]*TRAZO_REDIS_SIN_GARANTIAS|PORT[\s\S]*DATABASE_URL[\s\S]*REDIS_URL[\s\S]*TRAZO_REDIS_SIN_GARANTIAS/,
    );
  });

  it('is the table of the README', () => {
    expect(Object.keys(configSchema.shape).length).toBeGreaterThan(10);
    expect(readFileSync('README.md', 'utf8')).toContain(configurationTable());
  });
});
