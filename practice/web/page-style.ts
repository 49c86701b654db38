import { html } from './html';

/** The style of all practice pages, light and dark. */
export const pageStyle = html`
  :root { color-scheme: light dark; --ground: #f4f4f2; --surface: #fff; --text: #1d1d21; --muted: #5c5c66;
  --line: #d5d5da; --control: #7c7c86; --accent: #1a4fb4; --on-accent: #fff; --red: #a4231c; --red-tint:
  #fdebe8; --green: #17693a; --green-tint: #e5f3e9; --amber: #7d4a00; --amber-tint: #fdf0d5; --band: #ffd582;
  --on-band: #3b2600; } @media (prefers-color-scheme: dark) { :root { --ground: #18181b; --surface: #222226;
  --text: #ededf0; --muted: #b2b2bb; --line: #3d3d44; --control: #8b8b95; --accent: #93b9ff; --on-accent:
  #0c1a33; --red: #ffa299; --red-tint: #3d1c19; --green: #84d7a0; --green-tint: #172e20; --amber: #f2c672;
  --amber-tint: #362b13; --band: #6b4a0d; --on-band: #fff1d2; } } * { box-sizing: border-box; } body { margin:
  0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI',
  Roboto, 'Liberation Sans', Arial, sans-serif; } .band { position: sticky; top: 0; z-index: 1; margin: 0;
  padding: 8px 24px; background: var(--band); color: var(--on-band); font-weight: 600; text-align: center; }
  nav { padding: 8px 24px; background: var(--surface); border-bottom: 1px solid var(--line); } nav ul {
  display: flex; flex-wrap: wrap; gap: 4px 24px; max-width: 1040px; margin: 0 auto; padding: 0; list-style:
  none; } main { max-width: 1040px; margin: 0 auto; padding: 24px; } h1 { margin: 8px 0 4px; font-size: 26px;
  line-height: 1.25; overflow-wrap: anywhere; } h2 { margin: 0 0 12px; font-size: 18px; } h3 { margin: 20px 0
  8px; font-size: 15px; } a { color: var(--accent); } .muted { color: var(--muted); }
  section[aria-labelledby], .card { margin: 20px 0; padding: 20px 24px; background: var(--surface); border:
  1px solid var(--line); border-radius: 8px; } .head { display: flex; justify-content: space-between;
  align-items: baseline; gap: 16px; } dl { display: grid; grid-template-columns: minmax(180px, 280px)
  minmax(0, 1fr); gap: 8px 24px; margin: 0; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap:
  anywhere; } .field { display: grid; grid-template-columns: minmax(180px, 280px) minmax(0, 1fr); gap: 4px
  24px; align-items: center; margin: 12px 0; } .field > small, .field > .problem { grid-column: 2; } fieldset
  { margin: 12px 0; padding: 8px 16px 12px; border: 1px solid var(--line); border-radius: 6px; } legend {
  padding: 0 4px; color: var(--muted); } .option { display: flex; gap: 8px; align-items: baseline; margin: 6px
  0; } .prefixed { display: flex; gap: 8px; align-items: center; } .prefixed input { flex: 1; min-width: 0; }
  input:not([type='checkbox'], [type='radio']), select, textarea { width: 100%; min-height: 36px; padding: 6px
  10px; border: 1px solid var(--control); border-radius: 6px; background: var(--ground); color: var(--text);
  font: inherit; } button { min-height: 36px; padding: 6px 16px; border: 1px solid var(--control);
  border-radius: 6px; background: var(--surface); color: var(--text); font: inherit; cursor: pointer; }
  button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); } a.button
  { display: inline-block; padding: 5px 16px; border: 1px solid var(--control); border-radius: 6px; color:
  var(--text); text-decoration: none; } .actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 16px;
  } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; } code, output.secret,
  input.secret { font-family: ui-monospace, 'Cascadia Mono', Consolas, 'Liberation Mono', monospace;
  overflow-wrap: anywhere; } .scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; }
  th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align:
  top; overflow-wrap: break-word; } td .actions { margin-top: 0; } th { color: var(--muted); font-weight: 600;
  } td form { display: inline; } .good, .bad, .wait { padding: 10px 14px; border: 1px solid currentcolor;
  border-radius: 6px; } .good { background: var(--green-tint); color: var(--green); } .bad { background:
  var(--red-tint); color: var(--red); } .wait { background: var(--amber-tint); color: var(--amber); }
  .problem, .mark { color: var(--red); } .tabs { display: flex; flex-wrap: wrap; gap: 4px; margin: 20px 0 0;
  padding: 0; list-style: none; border-bottom: 1px solid var(--line); } .tabs a { display: block; padding: 8px
  16px; color: var(--text); text-decoration: none; border-bottom: 3px solid transparent; } .tabs
  a[aria-current] { border-color: var(--accent); font-weight: 600; } @media (max-width: 640px) { dl, .field {
  grid-template-columns: minmax(0, 1fr); } .field > small, .field > .problem { grid-column: 1; } }
`;
