/** Rows of one page. */
export const pageSize = 50;
