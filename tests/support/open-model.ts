import type { Excepcion, Horario } from '../../src/modules/catalogo/comercios/horario.dto.js';

const WEEK = ['dom', 'lun', 'mar', 'mie', 'jue', 'vie', 'sab'];

/** What a clock on the wall shows at an instant. */
function wallOf(instant: number, zone: string): { day: string; minute: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The rule of when a comercio is open, written a second time, plainly. */
export function isOpenByModel(
  horarios: readonly Horario[],
  excepciones: readonly Excepcion[],
  zone: string,
  instant: number,
): boolean {
  const { day, minute } = wallOf(instant, zone);
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const hoursOf = (date: string) => {
    const own = excepciones.filter(({ dia }) => dia === date);
    if (own.length > 0) return own.flatMap(({ abre, cierra }) => (abre && cierra ? [{ abre, cierra }] : []));
    const weekday = WEEK[new Date(`${date}T00:00:00Z`).getUTCDay()] as string;
    return horarios.filter(({ dias }) => dias.includes(weekday));
  };
  const covers = (date: string, at: number) =>
    hoursOf(date).some(({ abre, cierra }) => {
      const [from, to] = [minutes(abre), minutes(cierra)];
      return at >= from && at < (to <= from ? to + 1_440 : to);
    });
  return covers(day, minute) || covers(before, minute + 1_440);
}
