/** The field for the name of the app integration, to be asked for by other screens. */
export const nameField = 'app-name';
