/** A person's name in its own writing direction; "Unknown" where none is known. */
export function NameText({ name }: { name: string | null }) {
  if (!name) return <span className="text-muted italic">Unknown</span>;
  return <bdi dir="auto">{name}</bdi>;
}
