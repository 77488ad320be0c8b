import fc from 'fast-check';
import { capturaIdOf, isIssued, newSal, parseCapturaId } from '../../src/modules/trazas/captura-id.js';
import { uuidV7 } from '../../src/platform/database/uuid-v7.js';

describe('capture ids', () => {
  it('name their place, and only the one that was issued is believed', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.integer({ min: 1, max: 1_000 }), fc.nat(999), (from, count, other) => {
        const tandaId = uuidV7();
        const sal = newSal();
        const id = capturaIdOf({ tandaId, from, count }, sal);
        const place = parseCapturaId(id);
        if (!place) throw new Error(`${id} was not read`);
        expect(place).toMatchObject({ tandaId, from, count });
        expect(isIssued(place, { sal })).toBe(true);
        expect(isIssued(place, { sal: sal + 1 })).toBe(false);
        expect(isIssued({ ...place, from: other }, { sal })).toBe(other === from);
      }),
    );
  });

  it.each(['', 'x', uuidV7(), `${uuidV7()}-0-1-short`])('«%s» is none', (id) => {
    expect(parseCapturaId(id)).toBeUndefined();
  });
});
