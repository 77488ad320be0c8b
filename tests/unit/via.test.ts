import { viaOf } from '../../src/modules/trazas/domain/via.js';

test('finding 24: a scan, and what a device has gathered in a dead spot, goes with the sueltas; a list does not', () => {
  expect(viaOf({ trazas: 1, bytes: 300 })).toBe('suelta');
  expect(viaOf({ trazas: 20, bytes: 65_536 })).toBe('suelta');
  expect(viaOf({ trazas: 21, bytes: 3_000 })).toBe('masiva');
  expect(viaOf({ trazas: 1_000 })).toBe('masiva');
  expect(viaOf({ trazas: 2, bytes: 65_537 })).toBe('masiva');
});

test('finding 24: before its body is read a capture is taken for what its length says', () => {
  expect(viaOf({ bytes: 100_000 })).toBe('masiva');
  expect(viaOf({ bytes: 300 })).toBe('suelta');
  expect(viaOf({})).toBe('suelta');
});
