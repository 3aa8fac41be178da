/** The list of backends by id. */
import { oos } from "./oos";
import type { Backend, BackendId } from "./types";
import { zos } from "./zos";

/** Every backend id of the configuration; `undefined` where no table exists. */
export const backends: Readonly<Record<BackendId, Backend | undefined>> = {
  oos,
  zos,
  media: undefined,
  obs: undefined,
};

/** The service that is meant where the configuration names none. */
export const defaultBackend: Backend = oos;

/** The table of `id`, or undefined when there is none. */
export function backendOf(id: BackendId): Backend | undefined {
  return backends[id];
}
