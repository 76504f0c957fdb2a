/** Numbers as the screens print them: by locale, with as many digits as can be trusted. */
export interface Formats {
  score(value: number): string;
  pixels(value: number): string;
  milliseconds(value: number): string;
  percent(value: number): string;
  /** A share with the digit that a yield is told by. */
  share(value: number): string;
  count(value: number): string;
  bytes(value: number): string;
  gigabytes(value: number): string;
  /** Of milliseconds, in the largest unit that is full. */
  duration(ms: number): string;
  date(iso: string): string;
  /** Day and time to the second, as short as can be. */
  moment(iso: string): string;
  /** The same in two parts. */
  day(iso: string): string;
  clock(iso: string): string;
  /** Of millimetres. */
  millimetres(value: number): string;
  /** The time alone, of something of today. */
  time(iso: string): string;
}

export function createFormats(locale: string): Formats {
  const score = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const megabytes = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const gigabytes = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  });
  const inUnit = (unit: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 0 });
  const durations = [
    { ms: 86_400_000, print: inUnit('day') },
    { ms: 3_600_000, print: inUnit('hour') },
    { ms: 60_000, print: inUnit('minute') },
  ];
  const seconds = inUnit('second');
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const millimetres = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 2,
  });
  return {
    score: (value) => score.format(value),
    pixels: (value) => (value < 10 ? tenth : whole).format(value),
    milliseconds: (value) => (value < 10 ? tenth : whole).format(value),
    percent: (value) => percent.format(value),
    bytes: (value) => megabytes.format(value / 1e6),
    share: (value) => share.format(value),
    count: (value) => whole.format(value),
    gigabytes: (value) => gigabytes.format(value / 1e9),
    duration: (ms) => {
      const unit = durations.find((candidate) => ms >= candidate.ms);
      return unit === undefined
        ? seconds.format(ms / 1000)
        : unit.print.format(Math.floor(ms / unit.ms));
    },
    time: (iso) => time.format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    millimetres: (value) => millimetres.format(value),
    date: (iso) => date.format(new Date(iso)),
  };
}
