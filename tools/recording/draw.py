"""Draws recorded runs as animated SVG: `draw.py SCENES.json FOLDER` writes run-light.svg and run-dark.svg.

A scene is one command with the lines that it printed. Scenes follow each other and begin again; who wants no motion sees the last one.
"""
import io
import json
import sys
from html import escape
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

COLUMNS = 124
LONGEST_PAUSE = 0.9  # seconds
READING = 4.0  # seconds that a finished scene stays

THEMES = {
    "light": TerminalTheme(
        (255, 255, 255), (36, 41, 47),
        [(36, 41, 47), (207, 34, 46), (17, 99, 41), (154, 103, 0), (9, 105, 218), (130, 80, 223), (27, 124, 131), (110, 119, 129)],
        [(87, 96, 106), (164, 14, 38), (26, 127, 55), (125, 78, 0), (33, 139, 255), (130, 80, 223), (49, 146, 170), (140, 149, 159)],
    ),
    "dark": TerminalTheme(
        (13, 17, 23), (230, 237, 243),
        [(72, 79, 88), (255, 123, 114), (63, 185, 80), (210, 153, 34), (88, 166, 255), (188, 140, 255), (57, 197, 207), (177, 186, 196)],
        [(110, 118, 129), (255, 161, 152), (86, 211, 100), (227, 179, 65), (121, 192, 255), (210, 168, 255), (86, 212, 221), (255, 255, 255)],
    ),
}
FRAMES = {"light": ("#ffffff", "#d0d7de", "#57606a"), "dark": ("#0d1117", "#30363d", "#8b949e")}

# What rich fills in; the frame around all scenes is drawn below.
SCENE = """<g class="scene scene-{unique_id}"><style>{styles}</style><defs>{lines}</defs>{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g><!--{char_width} {char_height} {line_height} {terminal_width} {terminal_height} {width} {height} {terminal_x} {terminal_y} {chrome}-->"""


def printed(scene):
    """Pairs of second and line: the prompt first, single empty lines only, long pauses cut."""
    lines = []
    if "before" in scene:
        lines.append((0.0, Text(scene["before"], style="bright_black")))
    lines.append((0.6 * len(lines), Text.assemble(("$ ", "bright_black"), (scene["command"], "bold"))))
    now, last, gap = 0.8 + lines[-1][0], 0, False
    for line in scene["lines"]:
        now += min((line["at"] - last) / 1000, LONGEST_PAUSE)
        last = line["at"]
        text = Text.from_ansi(line["text"])
        if not text.plain.strip():
            gap = True
            continue
        if gap:
            lines.append((now, Text("")))
        gap = False
        text.rstrip()
        text.truncate(COLUMNS, overflow="ellipsis")
        lines.append((now, text))
    return lines


def drawn(lines, number, theme):
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for _, text in lines:
        console.print(text, no_wrap=True, crop=True)
    return console.export_svg(title="", theme=theme, unique_id=f"s{number}", code_format=SCENE)


def picture(scenes, name):
    background, border, muted = FRAMES[name]
    all_lines = [printed(scene) for scene in scenes]
    lengths = [lines[-1][0] + READING for lines in all_lines]
    whole = sum(lengths)
    bodies, styles, begin = [], [], 0.0
    for number, (lines, length) in enumerate(zip(all_lines, lengths)):
        bodies.append(drawn(lines, number, THEMES[name]).split("<!--")[0])
        show, hide = 100 * begin / whole, 100 * (begin + length) / whole
        styles.append(f"@keyframes k{number} {{ 0% {{ opacity: 0 }} {show:.2f}% {{ opacity: 1 }} {hide:.2f}%, 100% {{ opacity: 0 }} }}")
        styles.append(f".scene-s{number} {{ animation: k{number} {whole:.1f}s step-end infinite }}")
        for row, (at, _) in enumerate(lines):
            seen = 100 * (begin + at) / whole
            styles.append(f"@keyframes k{number}-{row} {{ 0% {{ opacity: 0 }} {seen:.2f}%, 100% {{ opacity: 1 }} }}")
            styles.append(f'text[clip-path="url(#s{number}-line-{row})"] {{ animation: k{number}-{row} {whole:.1f}s step-end infinite }}')
        begin += length
    rows = max(len(lines) for lines in all_lines)
    width, height = COLUMNS * 12.2 + 24, rows * 24.4 + 64
    still = " ".join(f".scene-s{number} {{ opacity: 0 }}" for number in range(len(scenes) - 1))
    told = escape("; ".join(scene["command"] for scene in scenes))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="A recorded run: {told}">
<style>
text {{ font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 20px; white-space: pre }}
{chr(10).join(styles)}
@media (prefers-reduced-motion: reduce) {{ .scene, .scene text {{ animation: none !important }} {still} }}
</style>
<rect x="1" y="1" width="{width - 2:.0f}" height="{height - 2:.0f}" rx="10" fill="{background}" stroke="{border}" stroke-width="2"/>
<g fill="{muted}" opacity="0.5"><circle cx="24" cy="22" r="7"/><circle cx="46" cy="22" r="7"/><circle cx="68" cy="22" r="7"/></g>
<g transform="translate(12 44)">
{chr(10).join(bodies)}
</g>
</svg>
"""


def main():
    scenes = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for name in THEMES:
        (Path(sys.argv[2]) / f"run-{name}.svg").write_text(picture(scenes, name), encoding="utf-8")


main()
