/** Of the field, on each screen that has it. */
export const licencesLabel = 'Licences you have at Oktopost';
