// Draws architecture.dot as docs/images/architecture-light.svg and architecture-dark.svg: `node tools/recording/architecture.mjs`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const graphviz = "@hpcc-js/wasm-graphviz-cli@1.11.2";
const colours = {
  light: { BORDER: "#d0d7de", BOX: "#f6f8fa", ACCENT: "#ddf4ff", TEXT: "#24292f", MUTED: "#57606a", LINE: "#8c959f" },
  dark: { BORDER: "#30363d", BOX: "#161b22", ACCENT: "#0c2d4d", TEXT: "#e6edf3", MUTED: "#8b949e", LINE: "#6e7681" },
};

const work = mkdtempSync(path.join(tmpdir(), "oos-architecture-"));
try {
  for (const [theme, values] of Object.entries(colours)) {
    const source = path.join(work, `${theme}.dot`);
    const text = readFileSync(path.join(here, "architecture.dot"), "utf8");
    writeFileSync(
      source,
      text.replaceAll(/"([A-Z]+)"/g, (whole, name) => (name in values ? `"${values[name]}"` : whole)),
    );
    const { status, stdout, stderr } = spawnSync("npx", ["--yes", graphviz, "-T", "svg", "-K", "dot", source], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${graphviz} failed: ${stderr}`);
    const svg = stdout.slice(stdout.indexOf("<svg")).replaceAll(/<!--[\s\S]*?-->\n?/g, "");
    writeFileSync(path.resolve(here, `../../docs/images/architecture-${theme}.svg`), `${svg.trimEnd()}\n`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
