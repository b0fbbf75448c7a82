/** How pages look, in light and dark, on narrow and wide screens, and printed. */
export const style = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --raised: #f6f8fa; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --link: #0550ae; --focus: #0550ae;
  --covered: #116329; --covered-line: #1a7f37; --covered-back: #dafbe1;
  --uncovered: #7d4e00; --uncovered-line: #9a6700; --uncovered-back: #fff8c5;
  --failed: #a40e26; --failed-line: #cf222e; --failed-back: #ffebe9;
  --excluded: #59636e; --excluded-line: #818b98; --excluded-back: #f6f8fa;
  --sign: #ffffff; --own: #ddf4ff; --other: #eef1f4; --shadow: #1f232833;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --raised: #151b23; --text: #f0f6fc; --quiet: #9ea7b3; --line: #3d444d; --link: #79b8ff; --focus: #79b8ff;
    --covered: #56d364; --covered-line: #3fb950; --covered-back: #12261e;
    --uncovered: #e3b341; --uncovered-line: #d29922; --uncovered-back: #272115;
    --failed: #ff9492; --failed-line: #f85149; --failed-back: #2d1518;
    --excluded: #9ea7b3; --excluded-line: #656c76; --excluded-back: #151b23;
    --sign: #0d1117; --own: #0c2d6b; --other: #212830; --shadow: #01040999;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; overflow-wrap: anywhere; }
header.page, main { max-width: 1760px; margin: 0 auto; padding: 0 24px; }
header.page { padding-top: 24px; }
main { padding-bottom: 64px; outline: none; }
h1 { font-size: 26px; line-height: 1.25; margin: 0; }
h2 { font-size: 19px; line-height: 1.3; margin: 0; }
h3 { font-size: 16px; margin: 0; }
h4 { font-size: 13px; margin: 18px 0 6px; color: var(--quiet); }
p { margin: 0; }
header.page p { color: var(--quiet); margin-top: 4px; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
pre { margin: 0; font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 8px; top: -60px; background: var(--back); padding: 8px 12px; z-index: 30; }
.skip:focus { top: 8px; }
.definitions { position: absolute; }
.note, .kind, .file, .why, .duration, .row, time { color: var(--quiet); }
.note { padding: 8px 0; }
.file { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
button { font: inherit; font-size: 13px; color: var(--text); background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px; cursor: pointer; }
button:hover { background: var(--raised); }
button:disabled { opacity: .55; cursor: default; }
.scroll { overflow-x: auto; }

table { border-collapse: collapse; }
th { text-align: start; font-weight: 600; }
th[scope=row] { font-weight: 400; }
td, th { padding: 7px 16px 7px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
thead th { color: var(--quiet); font-size: 13px; }
.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; padding-inline-end: 0; }
.summary { margin-top: 20px; min-width: min(100%, 760px); }
.summary th[scope=row] { min-width: 8rem; }
.summary tfoot * { font-weight: 600; border-bottom: 0; }
.share { white-space: nowrap; }
.share .figures { font-variant-numeric: tabular-nums; color: var(--quiet); }
.share .figures b { color: var(--text); display: inline-block; min-width: 62px; text-align: end; margin-inline-end: 4px; }
.bar { width: 120px; height: 8px; margin-inline-end: 10px; border-radius: 4px; vertical-align: middle; }
.bar .all { fill: var(--line); }
.bar .part { fill: var(--covered-line); }

.icon { fill: none; vertical-align: -3px; margin-inline-end: 6px; flex: none; }
.covered { --ink: var(--covered); --stroke: var(--covered-line); --plate: var(--covered-back); }
.uncovered { --ink: var(--uncovered); --stroke: var(--uncovered-line); --plate: var(--uncovered-back); }
.failed { --ink: var(--failed); --stroke: var(--failed-line); --plate: var(--failed-back); }
.excluded, .skipped, .rest { --ink: var(--excluded); --stroke: var(--excluded-line); --plate: var(--excluded-back); }
.passed { --ink: var(--covered); --stroke: var(--covered-line); }
.plate { fill: var(--stroke); }
.sign { fill: none; stroke: var(--sign); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.ring { fill: none; stroke: var(--stroke); stroke-width: 2; stroke-dasharray: 3 2.1; }
symbol .line { fill: none; stroke: var(--ink, currentColor); stroke-width: 1.8; stroke-linecap: round; }
.hatch-back { fill: var(--uncovered-back); }
.hatch-line { stroke: var(--uncovered-line); stroke-width: 2.4; }
.mark { color: var(--ink); font-weight: 600; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 0; margin: 20px 0 0; font-size: 13px; color: var(--quiet); }
.legend li { display: flex; align-items: center; }
.sample { margin-inline-end: 8px; }

.flow { margin-top: 36px; }
.flow > header { margin-bottom: 10px; }
.flow > header p { color: var(--quiet); font-size: 13px; display: flex; flex-wrap: wrap; gap: 0 16px; }
.stage { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
.drawing { position: relative; min-width: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.toolbar { display: flex; gap: 4px; padding: 6px; border-bottom: 1px solid var(--line); justify-content: end; }
html:not(.js) .toolbar, html:not(.js) .filters { display: none; }
.viewport { overflow: auto; max-height: 80vh; border-radius: 0 0 8px 8px; cursor: grab; overscroll-behavior-x: contain; }
.viewport:active { cursor: grabbing; }
.viewport .note { padding: 24px; cursor: auto; }
.picture { display: block; margin: 0 auto; user-select: none; -webkit-user-select: none; }
.picture text { font-family: inherit; fill: var(--text); font-size: 11.5px; unicode-bidi: plaintext; }
.picture .title { font-size: 13px; font-weight: 600; }
.picture .name, .picture .summary { fill: var(--quiet); }
.picture .label { fill: var(--text); }
.picture .times { fill: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
.card { --ink: var(--excluded); cursor: pointer; }
g.card { cursor: inherit; }
.card .body { fill: var(--back); }
.card .outline { fill: none; stroke: var(--stroke); stroke-width: 1.5; }
.card .band { fill: var(--stroke); opacity: .9; }
.card.uncovered > .outline { stroke-dasharray: 6 4; }
.card.uncovered > .band { fill: url(#hatch); opacity: 1; }
.card.failed > .outline { stroke-width: 3.5; }
.card.excluded > .outline { stroke-dasharray: 1.5 3; }
.card.excluded > .band, .card.rest > .band { fill: var(--line); }
.card.rest > .outline { stroke: var(--line); }
.card .rule { stroke: var(--line); stroke-width: 1; }
.card .port { fill: var(--back); stroke: var(--stroke); stroke-width: 1.5; }
.row.covered > .port, .row.failed > .port { fill: var(--stroke); }
.card:hover > .body { fill: var(--raised); }
a.card:focus { outline: none; }
a.card:focus-visible > .outline, .card.chosen > .outline { stroke: var(--focus); stroke-width: 4; stroke-dasharray: none; }
.start rect { fill: var(--text); }
.start text { fill: var(--back); font-weight: 600; font-size: 12px; }
.edge { fill: none; }
.edge .line { stroke: var(--stroke); stroke-width: 2.4; fill: none; }
.edge .core, .edge .reach { fill: none; stroke: none; }
.edge .reach { stroke: transparent; stroke-width: 12; }
.edge.uncovered .line { stroke-width: 1.6; stroke-dasharray: 7 5; }
.edge.excluded .line { stroke-width: 1.4; stroke-dasharray: 1.5 4.5; stroke-linecap: round; }
.edge.rest .line { stroke: var(--line); stroke-width: 1.3; stroke-dasharray: 1.5 4.5; stroke-linecap: round; }
.edge.failed .line { stroke-width: 5; }
.edge.failed .core { stroke: var(--raised); stroke-width: 1.6; stroke-dasharray: 8 5; }
marker path { fill: var(--stroke); }
marker.rest path { fill: var(--line); }
.lights .edge:not(.lit) { opacity: .18; }
.edge { transition: opacity .12s; }

.panel { min-width: 0; }
.js .action, .js .panel { display: none; }
.js .has-open .panel, .js .action.open { display: block; }
.action { outline: none; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--back); margin-bottom: 12px; }
.js .action { margin: 0; border: 0; }
.js .action > header { position: sticky; top: 0; margin: -16px -16px 0; padding: 14px 16px 8px; background: var(--back); }
.action header { display: flex; align-items: start; gap: 12px; justify-content: space-between; }
.action h3 .name { font-weight: 400; color: var(--quiet); }
.standing { margin-top: 4px; font-size: 14px; }
.facts, .parameters, .interactive dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 14px; margin: 10px 0 0; font-size: 13px; }
.parameters { grid-template-columns: minmax(0, 1fr); margin: 0; }
.parameters dt { margin-top: 6px; }
dt { color: var(--quiet); }
dd { margin: 0; }
.parameters dd { background: var(--raised); border-radius: 6px; padding: 6px 10px; white-space: pre-wrap; }
.action table { width: 100%; font-size: 13px; }
.action td, .action th { padding-block: 5px; }
.why { font-size: 12px; }
.panel .conversation { margin-top: 4px; }
.gaps { margin-top: 10px; }
.gaps ul { columns: 24rem; margin: 8px 0 0; padding-inline-start: 20px; }
.gaps .branch { color: var(--quiet); }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; display: inline-block; width: 6px; height: 6px; margin-inline: 2px 10px; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(-45deg); vertical-align: 2px; }
[open] > summary::before { transform: rotate(45deg); }
@media (min-width: 901px) {
  .js .has-open .stage { grid-template-columns: minmax(0, 1fr) minmax(340px, 400px); }
  .js .panel { max-height: calc(80vh + 43px); overflow: auto; border: 1px solid var(--line); border-radius: 8px; }
}
@media (max-width: 900px) {
  header.page, main { padding-inline: 14px; }
  .js .panel { position: fixed; inset: auto 0 0 0; max-height: 72vh; overflow: auto; background: var(--back); border-top: 1px solid var(--line); border-radius: 14px 14px 0 0; box-shadow: 0 -6px 24px var(--shadow); z-index: 20; }
  .viewport { max-height: 68vh; }
  td, th { padding-inline-end: 12px; }
}
@media (max-width: 600px) {
  .summary { font-size: 14px; }
  .summary th[scope=row] { min-width: 5.5rem; }
  .share .bar { display: block; width: 100%; min-width: 72px; margin: 0 0 4px; }
  .share .figures { white-space: normal; }
  .share .figures b { display: inline; margin: 0; }
}

#conversations { margin-top: 40px; }
.suite > h2, .suite > h2 .file { font-size: 14px; font-weight: 600; color: var(--text); }
section.suite { margin-top: 28px; }
.conversation { border: 1px solid var(--line); border-radius: 8px; margin-top: 8px; background: var(--back); }
.conversation > summary { padding: 8px 12px; border-radius: 8px; list-style-position: outside; }
.conversation > summary:hover { background: var(--raised); }
.conversation.failed > summary { box-shadow: inset 4px 0 0 var(--failed-line); }
.conversation[open] > summary { border-bottom: 1px solid var(--line); border-end-start-radius: 0; border-end-end-radius: 0; }
.conversation .name { font-weight: 600; }
.duration { font-size: 13px; font-variant-numeric: tabular-nums; margin-inline-start: 8px; }
.row { font-size: 13px; }
.verdict { display: block; color: var(--failed); font-size: 13px; padding-inline-start: 42px; }
.talk { padding: 12px; }
.report { background: var(--failed-back); border-inline-start: 4px solid var(--failed-line); border-radius: 6px; padding: 10px 14px; margin-bottom: 16px; overflow-x: auto; }
.taken { margin: 0 0 16px; }
.taken .legend { margin: 2px 0 8px; }
.taken .viewport { max-height: 60vh; min-height: 80px; }
.way { margin-bottom: 16px; font-size: 13px; }
.way ol { margin: 6px 0 0; }
.filters { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 18px; }
.filters button { padding: 6px 14px; border-radius: 999px; font-size: 14px; }
.filters [aria-pressed=true] { background: var(--text); border-color: var(--text); color: var(--back); }
.filters [aria-pressed=true] .icon { --stroke: var(--back); --ink: var(--back); --sign: var(--text); }

.chat { list-style: none; margin: 0; padding: 0; max-width: 760px; display: flex; flex-direction: column; gap: 4px; }
.message { display: flex; flex-direction: column; align-items: flex-start; max-width: 82%; }
.message.own { align-self: flex-end; align-items: flex-end; }
.voice { font-size: 12px; font-weight: 600; color: var(--quiet); margin: 8px 6px 2px; }
.bubble { background: var(--other); border-radius: 14px; padding: 7px 13px; max-width: 100%; }
.own .bubble { background: var(--own); }
.said { white-space: pre-wrap; }
.message time, .event time { font-size: 11.5px; margin: 1px 6px 0; font-variant-numeric: tabular-nums; }
.event { align-self: center; font-size: 12.5px; color: var(--quiet); text-align: center; margin: 4px 0; }
.interactive { min-width: 200px; }
.interactive .kind, .attachment .kind { display: block; font-size: 12px; }
.attachment .icon { --ink: var(--text); }
.head { font-weight: 600; }
.sub, .image { color: var(--quiet); font-size: 13px; display: block; }
.own .kind, .own .sub, .own dt { color: var(--text); }
.choices { list-style: none; margin: 8px 0 2px; padding: 0; display: grid; gap: 4px; }
.choices li { border: 1px solid var(--quiet); border-radius: 8px; padding: 3px 12px; background: var(--back); }
.slide { border-top: 1px solid var(--quiet); margin-top: 8px; padding-top: 8px; }

@media print {
  .toolbar, .filters, .skip { display: none; }
  .viewport { max-height: none; overflow: visible; }
  .picture { width: 100%; height: auto; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (forced-colors: active) {
  .card .body { fill: Canvas; }
  .picture text { fill: CanvasText; }
  .edge .line, .card .outline, .card .port { stroke: CanvasText; }
}
`;
