type Props = { amount: string; currency: string; hasCode?: boolean };

/** An exact decimal as money: the currency decides the places. `hasCode` where one list mixes currencies. */
export function Money({ amount, currency, hasCode = false }: Props) {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: hasCode ? "code" : "narrowSymbol",
  });
  // A decimal from the database is a numeric string; format() reads it exactly, where Number() would round.
  const exact = amount as Intl.StringNumericLiteral;
  return <span className="tabular whitespace-nowrap">{format.format(exact)}</span>;
}
