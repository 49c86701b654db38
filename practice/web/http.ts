/** A request to one of the practice servers. `path` starts with `/` for every form of the request target. */
export interface PracticeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: string;
}

export interface PracticeResponse {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string;
}

export type Handler = (request: PracticeRequest) => PracticeResponse | Promise<PracticeResponse>;

export function jsonResponse(
  status: number,
  value: unknown,
  headers: Record<string, string | string[]> = {},
): PracticeResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}
