import { CopyText } from "./copy-text";

type Props = { label: string; text: string };

/** What was received, in the writing of machines. Scrolls by itself; names of fields stand out from their values. */
export function JsonView({ label, text }: Props) {
  return (
    <div className="relative">
      <div className="absolute end-2 top-2 z-10">
        <CopyText text={text} what={label} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups text that scrolls. */}
      <div
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable, or a keyboard cannot read it.
        tabIndex={0}
        className="max-h-[32rem] overflow-auto rounded-control border border-border bg-raised p-3 max-sm:pt-12 sm:pe-24"
      >
        <pre dir="ltr" className="font-mono text-sm break-words whitespace-pre-wrap">
          {partsOf(text).map(({ at, name, rest }) => (
            <span key={at}>
              {name && <span className="text-info">{name}</span>}
              {rest}
            </span>
          ))}
        </pre>
      </div>
    </div>
  );
}

const MOST_COLOURED = 2000;

/** Each name of a field with what follows it. A very long text is left in one colour: thousands of elements slow the page. */
function partsOf(text: string): { at: number; name: string; rest: string }[] {
  const names = [...text.matchAll(/^\s*"(?:[^"\\]|\\.)*"(?=: )/gm)];
  if (names.length === 0 || names.length > MOST_COLOURED) return [{ at: 0, name: "", rest: text }];
  const parts = names.map((match, place) => {
    const at = match.index + match[0].length;
    return { at, name: match[0], rest: text.slice(at, names[place + 1]?.index) };
  });
  return [{ at: -1, name: "", rest: text.slice(0, names[0]?.index) }, ...parts];
}
