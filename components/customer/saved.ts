/** What a form on the customer page gets back. `text` is what was typed, so that a refusal never clears it, also without scripts. */
export type Saved = { error: string | null; fields: Record<string, string>; text: string | null };

/** A server action for such a form. It redirects instead when the form says `then=return`, as a form without scripts does. */
export type Save = (previous: Saved, form: FormData) => Promise<Saved>;

export const nothingSaved: Saved = { error: null, fields: {}, text: null };

/** Sends what a form holds from a script. An answer that never came becomes words as well. */
export async function send(save: Save, form: FormData): Promise<Saved> {
  form.delete("then");
  try {
    return await save(nothingSaved, form);
  } catch {
    return { ...nothingSaved, error: "The server did not answer. Check the connection and try again." };
  }
}
