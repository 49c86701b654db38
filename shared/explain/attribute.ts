/** The SCIM spelling of names that vendors write in many ways. Source: RFC 7643, sections 3.1, 4.1 and 4.3. */
const spellings = [
  'userName externalId displayName nickName profileUrl title userType preferredLanguage locale timezone active password emails',
  'email phoneNumbers phoneNumber ims photos addresses entitlements roles x509Certificates givenName familyName middleName',
  'honorificPrefix honorificSuffix formatted emailType phoneType addressType employeeNumber costCenter organization division',
  'department manager managerId mobilePhone primaryPhone streetAddress locality region postalCode country countryCode state',
  'city zipCode lastName firstName fullName',
].flatMap((line) => line.split(' '));
const bySmallLetters = new Map(spellings.map((name) => [name.toLowerCase(), name]));
/** In two words each; `last name` and its kin go by SCIM's name. */
const inWords = new Map([
  ['first name', 'givenName'],
  ['given name', 'givenName'],
  ['last name', 'familyName'],
  ['family name', 'familyName'],
  ['surname', 'familyName'],
  ['user name', 'userName'],
  ['login', 'userName'],
  ['display name', 'displayName'],
  ['nick name', 'nickName'],
  ['email address', 'email'],
  ['e-mail', 'email'],
  ['phone number', 'phoneNumber'],
  ['time zone', 'timezone'],
  ['employee number', 'employeeNumber'],
  ['cost center', 'costCenter'],
  ['external id', 'externalId'],
  ['job title', 'title'],
  ['employee id', 'employeeId'],
]);

/** Words of protocols and of software, in the shape of an attribute. */
const noAttribute =
  /^(?:scimType|invalid_\w+|urn|unsupported|multiValued|statusCode|contentType|errorCode|errorType|requestId|traceId|correlationId|startIndex|itemsPerPage|totalResults|schemas?|resources?|detail|status|message|error|id|meta|value|values|type|code|name|null|none|undefined|true|false|user|users|request|response|body|json|token|filter|parameter|property|attribute|field|the|this|that|a|an|is|was|of|and|or|not|for|in|with|must|cannot|data|input|license|licence|seat|group|groups|limit|key|header|authorization|server|client|account|java[A-Z]\w*|provided|supplied|given|sent|custom|profile|managed|following|required|mandatory|missing|invalid|unknown|some|no|one|any|each|your|named|called|names?|\w+_(?:key|idx|index|uniq|unique|pkey|pk|fk|\d+)|OktaAPI|oAuth\w*|eMail|iPhone)$/i;
const camel = /(?<![\w.@…-])[a-z]+[a-z0-9]*(?:[A-Z][a-z0-9]+)+(?![\w(@-])/g;

const name = String.raw`[A-Za-z][\w-]{0,60}`;
const path = String.raw`${name}(?:(?:\.|\[[^\]]{0,40}\]\.?)(?:${name})?){0,4}`;
const finders: readonly RegExp[] = [
  // urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department
  new RegExp(String.raw`\burn:[\w:.-]{1,120}?:(?:\d\.\d:)?[A-Z]\w{0,30}[:.](${path})`),
  // at 0.1.displayName, at $.name.familyName, at path /name/familyName
  new RegExp(
    String.raw`\b(?:at|path)['":= ]{1,4}(?:path )?(?:\$\.|/|#/|(?:\d{1,4}\.){1,4})(${path.replace('\\.|', '\\.|/|')})`,
  ),
  // attribute 'title', field: "phone", property named nickName
  new RegExp(
    String.raw`\b(?:attributes?|fields?|propert(?:y|ies)|parameters?|params?|columns?|elements?|keys?|paths?)['"]?(?: names?| named| called| values?)?[:=]?\s?\(?\[?["'“‘\`](${path})["'”’\`]`,
    'i',
  ),
  // 'title' attribute, username field
  new RegExp(
    String.raw`["'“‘\`]?(?<![\w.])(${name}(?:\.${name}){0,3})["'”’\`]? (?:attribute|field|property)\b`,
  ),
  new RegExp(
    String.raw`\b(?:attribute|field|property|parameter|param)(?: named| called)?[:=]? (${name}(?:\.${name}){0,3})(?=\s(?:is|was|has|must|may|can|cannot|should|does|contains|exceeds|with|value|needs|of|in|:)|\s?[:.,;)]|$)`,
    'i',
  ),
  // 'displayName' is required, missing "familyName"
  new RegExp(
    String.raw`["'“‘\`](${name}(?:\.${name}){1,3}|[a-z]{1,20}(?:[A-Z][a-z0-9]{1,20}){1,4}|[a-z]{2,20}(?:_[a-z]{2,20}){1,3})["'”’\`]`,
  ),
  new RegExp(
    String.raw`["'“‘\`](${name})["'”’\`] (?:is|was|has|must|may|can|cannot|should|does|contains|exceeds|needs)\b`,
  ),
  // missing required parameter: nickName; invalid value for lastName
  new RegExp(
    String.raw`\b(?:missing|required|invalid|blank|empty|unknown|unsupported)(?: required)?(?: (?:value|attribute|field|property|parameter))?(?: for| of| in)?:? (?:the )?["'“‘\`]?([a-z]{1,20}(?:[A-Z][a-z0-9]{1,20}){1,4}|${name}(?:\.${name}){1,3})\b`,
  ),
];

/**
 * The name of the attribute that a failure text is about, in SCIM's spelling where that differs by case only, without its
 * path: `0.1.displayName` and `name.familyName` are named by their last part, `emails[0].value` by its first. Null: the text
 * names none. Source: messages, M15.
 */
export function attributeIn(text: string): string | null {
  for (const finder of finders) {
    const found = shortened(finder.exec(text)?.[1] ?? '');
    if (found !== null) return found;
  }
  for (const [word] of text.matchAll(camel)) {
    const found = shortened(word);
    if (found !== null) return found;
  }
  return inProse(text);
}

/** The language of a locale, or an id. */
const aValue = /^[a-z]{2}-[A-Z]{2}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What of a path names the attribute. */
function shortened(found: string): string | null {
  const parts = found.split(/[./]|\[[^\]]*\]/).filter((part) => part !== '' && !/^\d+$/.test(part));
  const last = parts.findLast((part) => !noAttribute.test(part) && !aValue.test(part));
  if (last === undefined) return null;
  return bySmallLetters.get(last.toLowerCase()) ?? last;
}

const words = [...inWords.keys(), ...bySmallLetters.keys()].filter(
  (word) =>
    ![
      'active',
      'state',
      'manager',
      'roles',
      'region',
      'organization',
      'country',
      'city',
      'division',
      'photos',
      'formatted',
      'password',
    ].includes(word),
);
const prose = new RegExp(
  String.raw`\b(${words.map((word) => word.replace(/[ -]/g, '[ -]?')).join('|')})(?:'s)?\b(?! (?:plan|server))`,
  'i',
);

/** A known attribute called by its name in a sentence: "Email has already been taken", "Last name can't be blank". */
function inProse(text: string): string | null {
  const [, found = ''] = prose.exec(text) ?? [];
  const small = found.toLowerCase();
  return small === ''
    ? null
    : (inWords.get(small.replace('-', ' ')) ?? inWords.get(small) ?? bySmallLetters.get(small) ?? null);
}
