// Periods as the tables write them: "2008", "2008-08", "2009-02-23", "2007 to 2008", "from 2005", "until 2008-06".

const DATE = /(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/g;
const lengthOfMonth = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// Where a day begins, as a year with a fraction. All days of a year are equally long.
export function dayAt(year, month = 1, day = 1) {
  const start = Date.UTC(year, 0, 1);
  return year + (Date.UTC(year, month - 1, day) - start) / (Date.UTC(year + 1, 0, 1) - start);
}

// { from, to } in years with fractions, `to` being where the period has ended; -Infinity or Infinity where an end is open;
// null where there is no date.
export function spanOf(period) {
  const dates = [...period.matchAll(DATE)].map((found) => found.slice(1).map((part) => (part ? Number(part) : undefined)));
  if (!dates.length) return null;
  const open = /^(from|until) /.exec(period)?.[1];
  return { from: open === "until" ? -Infinity : dayAt(...dates[0]), to: open === "from" ? Infinity : endOf(...dates.at(-1)) };
}

function endOf(year, month, day) {
  if (!month) return year + 1;
  if (!day || day === lengthOfMonth(year, month)) return month === 12 ? year + 1 : dayAt(year, month + 1);
  return dayAt(year, month, day + 1);
}

// The years at both ends of a period: [2007, 2008].
export function yearsIn(period) {
  const span = period ? spanOf(period) : null;
  return span && [Math.floor(span.from), Math.ceil(span.to) - 1];
}
