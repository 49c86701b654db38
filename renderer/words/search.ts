/** Under a search of people or groups that shows the first of those it found. */
export const moreFound = 'There are more results. Type more of the name.';
