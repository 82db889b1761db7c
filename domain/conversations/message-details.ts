import type { MessageDetails } from "./view";

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});
const recordsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;
const numberOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** What a message carries beside its words, out of the provider's payload; null when there is nothing of it. */
export function readDetails(type: string, payload: unknown): MessageDetails | null {
  if (!isRecord(payload)) return null;
  const part = recordOf(payload[type]);
  const details: MessageDetails = {
    fileName: textOf(part.filename),
    mimeType: textOf(part.mime_type)?.split(";")[0] ?? null,
    bytes: numberOf(part.file_size),
    isVoiceNote: part.voice === true,
    place: type === "location" ? placeOf(part) : null,
    people: type === "contacts" ? recordsOf(payload.contacts).map(personOf) : [],
    itemCount: type === "order" ? recordsOf(part.product_items).length : null,
    advertisement:
      textOf(recordOf(payload.referral).headline) ?? textOf(recordOf(payload.referral).source_url),
    reason: textOf(recordsOf(payload.errors)[0]?.title),
  };
  const isEmpty = Object.values(details).every(
    (value) => value === null || value === false || (Array.isArray(value) && value.length === 0),
  );
  return isEmpty ? null : details;
}

function placeOf(part: Json): MessageDetails["place"] {
  const [latitude, longitude] = [numberOf(part.latitude), numberOf(part.longitude)];
  return latitude === null || longitude === null
    ? null
    : { latitude, longitude, address: textOf(part.address) };
}

function personOf(contact: Json): MessageDetails["people"][number] {
  const name = recordOf(contact.name);
  return {
    name: textOf(name.formatted_name) ?? textOf(name.first_name),
    phones: recordsOf(contact.phones).flatMap(
      ({ phone, wa_id: waId }) => textOf(phone) ?? textOf(waId) ?? [],
    ),
  };
}
