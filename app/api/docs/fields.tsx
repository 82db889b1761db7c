export type Field = { name: string; isRequired: boolean; schema: Record<string, unknown> };

/** A table of fields. Nothing when there are none. */
export function Fields({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-semibold">{title}</h3>
      <dl className="mt-1 space-y-1 text-sm">
        {fields.map(({ name, isRequired, schema }) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="font-medium">
              <code>{name}</code>
            </dt>
            <dd className="text-muted">
              {inWords(schema)}
              {isRequired ? "" : ", optional"}
              {typeof schema.description === "string" ? `. ${schema.description}` : ""}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A JSON schema's type in a few words: "text", "Customer or null", "list of Lead". */
function inWords(schema: Record<string, unknown>): string {
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.join(", ")}`;
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1) ?? "object";
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map(inWords).join(" or ");
  if (schema.type === "array") return `list of ${inWords(Object(schema.items))}`;
  if (schema.type === "string") return typeof schema.format === "string" ? schema.format : "text";
  return typeof schema.type === "string" ? schema.type : "any";
}
