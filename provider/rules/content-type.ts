/** The content type of an object by the ending of its name, from the list that IANA, Apache and nginx share (`mime-db`). */
import { contentType, lookup } from "mime-types";

/**
 * The type of the first name whose ending has one; undefined when none has.
 * @param isUtf8 the content is known to be UTF-8, so that a text can say so: `text/html; charset=utf-8`
 */
export function contentTypeOf(names: readonly (string | undefined)[], isUtf8: boolean): string | undefined {
  for (const name of names) {
    const type = name === undefined ? false : lookup(name);
    if (type !== false) return isUtf8 ? contentType(type) || type : type;
  }
  return undefined;
}
