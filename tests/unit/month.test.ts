import {
  addMonths,
  yearMonth,
  monthOf,
  monthOfText,
  monthSuffix,
} from '../../src/platform/database/month.js';

test.each(['2023-04', '2023-04-01', '2023-04-30T23:59:59.999Z'])('%s is April of 2023', (text) => {
  expect(monthOfText(text)).toBe('2023-04-01');
});

test.each(['', '2023', '2023-4', '2023-13', '2023-00-01', '2023-045', 'envios_2023_04'])(
  '%j begins with no month',
  (text) => expect(() => monthOfText(text)).toThrow(RangeError),
);

test('a month goes in and out by one way', () => {
  const month = monthOf(new Date('2023-12-31T23:59:59Z'));
  expect([month, yearMonth(month), monthSuffix(month)]).toEqual(['2023-12-01', '2023-12', '2023_12']);
  expect(monthOfText(yearMonth(month))).toBe(month);
  expect(yearMonth(addMonths(month, 1))).toBe('2024-01');
});
