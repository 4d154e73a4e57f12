/**
 * An error of the Open API: envelope code and literal text (tiktok-shop.md §4.2). The HTTP status of most
 * codes is not documented; those marked "inferred" in fidelity.md are ours.
 */
export class ApiError extends Error {
  readonly code: number;
  readonly status: number;
  readonly retryAfter: number | null;

  constructor(code: number, message: string, status: number, retryAfter: number | null = null) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const invalidPath = (): ApiError =>
  new ApiError(
    36009009,
    'Invalid path. The specified path does not match any available endpoint. Please check the path and try again.',
    404,
  );

export const invalidMethod = (): ApiError =>
  new ApiError(36009010, 'Invalid method. The HTTP method used is not supported by this endpoint.', 405);

export const invalidVersion = (): ApiError =>
  new ApiError(36009014, 'The version name is invalid, please check and retry.', 400);

export const invalidAppKey = (): ApiError =>
  new ApiError(36009004, 'Invalid credentials. Invalid `app_key` query parameter.', 400);

export const invalidTimestamp = (how: string): ApiError =>
  new ApiError(
    36009004,
    `Invalid timestamp. The value of the \`timestamp\` query parameter must not ${how}.`,
    400,
  );

export const missingSign = (): ApiError =>
  new ApiError(
    36009004,
    'Missing credentials. The request does not include a required signature in the query.',
    400,
  );

export const wrongSign = (): ApiError =>
  new ApiError(106001, 'Invalid credentials. The `sign` query parameter is invalid.', 401);

export const unknownToken = (): ApiError =>
  new ApiError(36009005, 'Invalid credentials. The `x-tts-access-token` header is invalid.', 401);

export const expiredToken = (): ApiError =>
  new ApiError(
    105002,
    'Expired credentials. The `access_token` or `x-tts-access-token` header has expired.',
    401,
  );

export const missingScope = (): ApiError =>
  new ApiError(
    105005,
    'Access denied. The app is not authorized to access the endpoint because the access scopes were not granted.',
    403,
  );

export const missingCipher = (): ApiError =>
  new ApiError(
    106013,
    'Missing identifier. The `shop_cipher` query parameter is required to identify the target shop.',
    400,
  );

export const unexpectedCipher = (): ApiError =>
  new ApiError(
    36009004,
    'Unexpected identifier. The `shop_cipher` query parameter is not required for this request.',
    400,
  );

export const foreignCipher = (): ApiError =>
  new ApiError(
    101000,
    'Invalid query or header. The `shop_cipher` query parameter or `x-tts-access-token` header is invalid.',
    400,
  );

export const tooManyRequests = (retryAfter: number | null): ApiError =>
  new ApiError(
    36009002,
    "Too many requests. You've made too many requests in a short period of time.",
    429,
    retryAfter,
  );

export const internalError = (): ApiError =>
  new ApiError(
    36009003,
    'Internal error. Please try again. If the issue persists after multiple attempts, please contact platform support.',
    500,
  );

/** An endpoint's complaint about a parameter; business-level answers come with HTTP 200 (§4.4). */
export const invalidParam = (detail: string): ApiError =>
  new ApiError(36009004, `invalid param error: ${detail}`, 200);

export const invalidAuthCode = (): ApiError => new ApiError(36004004, 'Invalid auth code.', 200);
export const refreshExpired = (): ApiError => new ApiError(36004001, 'rt has expired', 200);
export const refreshUnknown = (): ApiError => new ApiError(36004005, 'can not find related auth record', 200);
