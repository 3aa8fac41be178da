/** The engine's Cancel for the dynamic face: Pulumi's dynamic provider answers it without telling its handlers. */
import diagnostics from "node:diagnostics_channel";

const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Aborts when the engine cancels the run (Ctrl-C). Node.js 24.2 and later publish every call that a gRPC server of the process receives; on an
 * older one the signal never aborts, and a cancelled run ends with the time limits of its requests.
 */
export function engineCancel(): AbortSignal {
  const controller = new AbortController();
  diagnostics.subscribe("http2.server.stream.created", (message) => {
    if (pathOf(message) === cancelPath) controller.abort(new Error("cancelled by the engine"));
  });
  return controller.signal;
}

function pathOf(message: unknown): unknown {
  return (message as { readonly headers?: Readonly<Record<string, unknown>> }).headers?.[":path"];
}
