import { hclAny } from "../../lib/terraform/expression";

const GIB = 1024 ** 3;

/**
 * Limits, caches and pools for a ClickHouse server, as an expression over the container's memory in bytes.
 *
 * The shares leave room for what ClickHouse does not count as its own: the program itself (about 0.3 GiB, which
 * weighs more in a small container; at 0.8 of 2 GiB peaks of 90 % were measured) and page cache. Caches are small, because Langfuse reads recent data again and again, which the disk cache
 * serves; the pools follow the memory, because each merge holds buffers of every column.
 *
 * @param bytes name of a local or variable that holds the container's memory in bytes
 */
export function clickhouseSizing(bytes: ReturnType<typeof hclAny>) {
  return hclAny`{
    server_bytes      = floor(${bytes} * (${bytes} < ${4 * GIB} ? 0.75 : 0.8))
    merges_bytes      = floor(${bytes} * 0.4)
    query_bytes       = floor(${bytes} * 0.5)
    spill_bytes       = floor(${bytes} * 0.25)
    mark_cache_bytes  = floor(${bytes} / 16)
    index_cache_bytes = floor(${bytes} / 64)
    pool_size         = ${bytes} < ${8 * GIB} ? 4 : ${bytes} < ${32 * GIB} ? 8 : 16
    merge_block_rows  = ${bytes} < ${8 * GIB} ? 1024 : 8192
    max_merge_bytes   = ${bytes} * 5
  }`;
}
