// Calls to this node's admin door. Key and operator are kept here, in the memory of this tab, and nowhere else.
const PATIENCE_MS = 4000;

let token = '';
let operator = '';

export function useToken(given) {
  token = given;
}

export function hasToken() {
  return token !== '';
}

export function useOperator(given) {
  operator = given;
}

/**
 * Asks; answers {status, body}. A body to send makes it a POST. Throws when no answer came.
 */
export async function ask(path, body) {
  const headers = {};
  if (token !== '') {
    headers.Authorization = `Bearer ${token}`;
  }
  if (operator !== '') {
    headers['X-Operator'] = operator;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const answer = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, body: await answer.json() };
}
