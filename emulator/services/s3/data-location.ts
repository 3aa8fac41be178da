import { refuse } from "../../wire/errors";

/**
 * Checks the header `x-ctyun-data-location: type=Specified,location=a,b,scheduleStrategy=Allowed` of object calls [GUIDE 4.3.1].
 * The emulator keeps all bytes in one place, so nothing but the grammar and the names matter. Throws InvalidArgument.
 */
export function checkDataLocation(header: string | undefined, known: readonly string[]): void {
  if (header === undefined) return;
  const match = /^type=(Local|Specified)(?:,location=([A-Za-z0-9,]+?))?(?:,scheduleStrategy=(Allowed|NotAllowed))?$/.exec(header);
  if (match === null) throw refuse("InvalidArgument", `x-ctyun-data-location is malformed: ${header}.`);
  const [, type, list = ""] = match;
  const locations = list.split(",").filter((name) => name !== "");
  const unknown = locations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse("InvalidArgument", `The data location ${unknown} is not known.`);
  if (type === "Specified" && locations.length === 0) throw refuse("InvalidArgument", "type=Specified needs a location.");
}
