const names = new Intl.DisplayNames(["en"], { type: "region" });

/** Letters and not a flag: Windows shows flags as blank letters. */
export function CountryChip({ code }: { code: string }) {
  const name = names.of(code) ?? code;
  return (
    <abbr
      title={name}
      className="inline-flex h-4 items-center rounded-[3px] border border-border bg-raised px-1 text-xs leading-none font-medium text-muted no-underline"
    >
      {code}
    </abbr>
  );
}
