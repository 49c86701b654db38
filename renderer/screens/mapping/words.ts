export const words = {
  title: 'Map the attributes',
  lead: 'Oktopost keeps the user name, given name and family name. Okta maps many more attributes by default; this step unmaps the rest, for every user type of the org. Oktopost’s article calls this step optional.',
  choice: {
    title: 'Your choices',
    email: 'Keep the work email mapped too',
    emailText:
      'Keep it if emails change in your company. Without it Okta sends a new user name with the old email, and it is unknown how Oktopost responds. Step 7 of the article removes it. If you keep it, email and user name must stay identical. emailType stays or goes with it: Oktopost takes an email of type “work” only.',
    schema: 'Delete the unused attributes as well',
    schemaText:
      'Removes them from the app user profile, not only from the mapping. Base attributes cannot be deleted, only unmapped. Unmapping is enough: an attribute that is not mapped is not sent, and some admins report that provisioning broke after a deletion.',
  },
  action: 'Apply the mapping',
  skip: {
    title: 'Leave the mapping as it is',
    text: 'The article allows this. Okta then sends every mapped attribute, while Oktopost supports only the user name, both names and the work email. Okta’s default maps on create only, so later changes would not reach Oktopost.',
    action: 'Skip this step',
    skipped: 'You skipped this step. The mapping is as Okta created it.',
    undo: 'Do not skip',
  },
  state: {
    reading: 'Reading Okta. Nothing is written.',
    skipped: 'Skipped by you.',
    applied: 'Applied and read back.',
    ready: 'Ready to be applied.',
    nothing: 'The mapping is already up to date. Apply to read it back.',
    blocked: 'The plan cannot be applied yet.',
    none: 'There is no plan yet.',
  },
} as const;
