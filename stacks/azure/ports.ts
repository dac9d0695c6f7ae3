export const POSTGRESQL_PORT = 5432;

/** Managed Redis listens nowhere else. */
export const CACHE_PORT = 10_000;
