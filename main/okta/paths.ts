/** Of the System Log, whose pages have limits of their own. */
export const logsPath = '/api/v1/logs';
