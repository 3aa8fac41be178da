/** Random stories on a real Ceph gateway, as ZOS. */
import { inject } from "vitest";
import { GatewayService } from "../life/service/gateway";
import { tellStories } from "../life/stories";
import { play } from "../life/tell";

for (const face of ["dynamic", "plugin"] as const)
  tellStories(face, "gateway", 20, (story, seed) => play(story, seed, (settings) => GatewayService.start(inject("rgw"), settings)));
