export const words = {
  title: 'Map the attributes',
  lead: (email: boolean) =>
    `Oktopost keeps the user name${email ? ', both names and the work email' : ' and both names'}. All else is unmapped, for every user type.`,
  choice: {
    title: 'Your choices',
    email: 'Keep the work email too',
    schema: 'Delete the unused attributes too',
    schemaText: 'Unmapping is enough.',
    more: {
      title: 'What both choices mean',
      lines: [
        'Work email: step 7 of Oktopost’s article unmaps it. Without it Okta sends a new user name with the old email, which Oktopost most likely refuses. If you keep it, email and user name must stay identical. emailType stays or goes with it: Oktopost takes an email of type “work” only.',
        'Deletion: it removes the attributes from the app user profile, not only from the mapping. Unmapping is enough: an attribute that is not mapped is not sent. Base attributes cannot be deleted, only unmapped. Some admins report that provisioning broke after a deletion.',
      ],
    },
  },
  action: 'Apply the mapping',
  skip: {
    title: 'Leave the mapping as it is',
    text: 'Oktopost’s article calls this step optional. Okta then sends every mapped attribute, while Oktopost supports only the user name, both names and the work email. Okta’s default maps on create only, so later changes would not reach Oktopost.',
    action: 'Skip this step',
    skipped: 'You skipped this step. The mapping stays as it is in Okta.',
    undo: 'Do not skip',
  },
  state: {
    skipped: 'Skipped by you.',
    applied: 'Applied and read back.',
    ready: 'Ready to be applied.',
    nothing: 'The mapping is already up to date. Apply to read it back.',
    blocked: 'The plan cannot be applied yet.',
    none: 'There is no plan yet.',
  },
} as const;
