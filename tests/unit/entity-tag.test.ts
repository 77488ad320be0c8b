import { namesWeakly, strongTags } from '../../src/platform/http/entity-tag.js';

test.each([
  ['"a"', ['a']],
  [' "a" ,, "b"', ['a', 'b']],
  ['W/"a", "b"', ['b']],
  ['""', ['']],
  ['"a,b"', ['a,b']],
  ['*', '*'],
  ['a', []],
  ['"a', []],
  ['"a" b', []],
  ['*, "a"', []],
])('finding 26: If-Match: %s names %j', (header, tags) => {
  expect(strongTags(header)).toEqual(tags);
});

test('finding 26: the longest lists that a header can hold are read in one pass', () => {
  const lists = [
    '"'.repeat(16_000),
    `"a"${' ,'.repeat(8_000)}!`,
    `${'W/"'.repeat(5_000)}`,
    `${' '.repeat(16_000)}"`,
  ];
  for (const list of lists) {
    const before = process.cpuUsage();
    for (let times = 0; times < 20; times += 1) namesWeakly(list, '"x"');
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(1_000_000);
  }
});
