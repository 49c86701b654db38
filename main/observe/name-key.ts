/** Emails and user names that mean the same mailbox have one key: by case and spaces they do not differ. */
export const keyOf = (name: string): string =>
  isKey.test(name) ? name : name.replace(/[\s\u00a0\u200b-\u200d\ufeff]+/g, '').toLowerCase();

/** Printable ASCII without spaces and capitals, as most emails are. */
const isKey = /^[!-@[-~]*$/;
