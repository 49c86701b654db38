const mark = '***';
/** Follow a scheme in prose and are no credential: "Basic authentication is required". */
const prose =
  /^(?:tokens?|auth|authentication|authorization|scheme|realm|is|was|has|in|or|and|not|header|prefix|credentials?|access|users?|plan)[.:!?)]*$/i;
const schemes = /\b(Bearer|SSWS|Basic)(\s+|%20)(?:(token[\s:="']{1,4}))?([^\s"',;<>]+)/gi;
const name = String.raw`(?:[a-z]{1,12}[_-]?)?(?:token|secret|password|passwd|api[_-]?key|authorization)`;
const between = String.raw`["']?\s{0,3}[=:]\s{0,3}["']?`;
/** `access_token=…`, `"apiKey": "…"`, `password: …`, `Authorization: …`. A name behind a name is no value: its own is. */
const named = new RegExp(String.raw`\b(${name})(${between})(?!${name}${between})([^\s"',;&<>]{6,})`, 'gi');
/** `?token=abc` in an address: whatever the value looks like, it is one. */
const inAddress = new RegExp(String.raw`([?&]${name}=)[^\s"'<>&#]+`, 'gi');
/** A JSON Web Token; an Okta API token (Okta as recorded, section 7). */
const shapes = /\beyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*)?|\b00[\w-]{40}(?![\w-])/g;

/** Text of others without what is or looks like a secret; everything else stays, letter by letter. */
export function masked(text: string): string {
  return text
    .replace(shapes, mark)
    .replace(inAddress, `$1${mark}`)
    .replace(schemes, (whole, scheme: string, space: string, token: string | undefined, value: string) => {
      if (token === undefined) {
        const word = scheme.toLowerCase() === 'basic' ? !looksEncoded(value) : prose.test(value);
        return word ? whole : `${scheme}${space}${mark}`;
      }
      return looksRandom(value) ? `${scheme}${space}${token}${mark}` : whole;
    })
    .replace(named, (whole, nameOf: string, separator: string, value: string) =>
      looksRandom(value) ? `${nameOf}${separator}${mark}` : whole,
    );
}

const looksRandom = (value: string): boolean =>
  value.length >= 20 || (/\d/.test(value) && /[a-z]/i.test(value));
const looksEncoded = (value: string): boolean =>
  value.length >= 8 && (looksRandom(value) || /[a-z][A-Z]|=$/.test(value));
