// Loaded into a station by `node --import`: its wall clock jumps by hours and years, several times a
// second, for this process alone.
const JUMPS = [0, 3_600_000, -3_600_000, 400 * 86_400_000, -9_000 * 86_400_000];
const RealDate = Date;
let at = 0;

setInterval(() => {
  at += 1;
}, 150).unref();

const now = () => RealDate.now() + JUMPS[at % JUMPS.length];

globalThis.Date = class extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(now());
    else super(...values);
  }

  static now() {
    return now();
  }
};
