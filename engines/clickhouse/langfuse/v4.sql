-- The tables Langfuse 4 adds: one wide table of events, a narrow copy with shortened input and
-- output, and the view that fills it, so one insert writes a part in each. Written for tests from the
-- documented columns; not Langfuse's migrations. The indexes are chosen so that an insert costs what one into
-- Langfuse 4's own tables was measured to cost, 94 PUT. Needs ClickHouse 25.12 (text indexes).
CREATE TABLE events_full
(
    project_id            String,
    trace_id              String,
    span_id               String,
    parent_span_id        String,
    start_time            DateTime64(6),
    end_time              Nullable(DateTime64(6)),
    completion_start_time Nullable(DateTime64(6)),
    name                  String,
    type                  LowCardinality(String),
    environment           LowCardinality(String) DEFAULT 'default',
    level                 LowCardinality(String),
    status_message        String,
    trace_name            String,
    user_id               String,
    session_id            String,
    tags                  Array(String),
    release               String,
    version               String,
    public                Bool,
    bookmarked            Bool,
    provided_model_name   String,
    model_id              String,
    model_parameters      String,
    usage_details         Map(LowCardinality(String), UInt64),
    cost_details          Map(LowCardinality(String), Decimal(18, 12)),
    total_cost            Decimal(18, 12),
    prompt_id             String,
    prompt_name           String,
    prompt_version        Nullable(UInt16),
    metadata_names        Array(String),
    metadata_values       Array(String),
    input                 String CODEC(ZSTD(3)),
    output                String CODEC(ZSTD(3)),
    source                LowCardinality(String),
    blob_storage_file_path String,
    created_at            DateTime64(6) DEFAULT now64(6),
    updated_at            DateTime64(6) DEFAULT now64(6),
    event_ts              DateTime64(6),
    is_deleted            UInt8,
    INDEX by_span span_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_parent parent_span_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_user user_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_session session_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_created_at created_at TYPE minmax GRANULARITY 1,
    INDEX words_of_input input TYPE text(tokenizer = splitByNonAlpha),
    INDEX words_of_output output TYPE text(tokenizer = splitByNonAlpha),
    INDEX words_of_metadata metadata_values TYPE text(tokenizer = array),
    INDEX parts_of_name lower(name) TYPE text(tokenizer = ngrams(3))
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(start_time)
PRIMARY KEY (project_id, toStartOfMinute(start_time), xxHash32(trace_id))
ORDER BY (project_id, toStartOfMinute(start_time), xxHash32(trace_id), span_id, start_time)
SAMPLE BY xxHash32(trace_id)
SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1, index_granularity_bytes = 67108864;

CREATE TABLE events_core
(
    project_id          String,
    trace_id            String,
    span_id             String,
    parent_span_id      String,
    start_time          DateTime64(6),
    end_time            Nullable(DateTime64(6)),
    name                String,
    type                LowCardinality(String),
    environment         LowCardinality(String),
    level               LowCardinality(String),
    trace_name          String,
    user_id             String,
    session_id          String,
    tags                Array(String),
    provided_model_name String,
    usage_details       Map(LowCardinality(String), UInt64),
    cost_details        Map(LowCardinality(String), Decimal(18, 12)),
    total_cost          Decimal(18, 12),
    metadata_names      Array(String),
    metadata_values     Array(String),
    input               String CODEC(ZSTD(3)),
    output              String CODEC(ZSTD(3)),
    created_at          DateTime64(6),
    updated_at          DateTime64(6),
    event_ts            DateTime64(6),
    is_deleted          UInt8,
    INDEX by_span span_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_user user_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_session session_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_created_at created_at TYPE minmax GRANULARITY 1,
    INDEX words_of_metadata metadata_values TYPE text(tokenizer = array),
    INDEX words_of_input input TYPE text(tokenizer = splitByNonAlpha),
    INDEX words_of_output output TYPE text(tokenizer = splitByNonAlpha),
    INDEX parts_of_name lower(name) TYPE text(tokenizer = ngrams(3))
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(start_time)
PRIMARY KEY (project_id, toStartOfMinute(start_time), xxHash32(trace_id))
ORDER BY (project_id, toStartOfMinute(start_time), xxHash32(trace_id), span_id, start_time)
SAMPLE BY xxHash32(trace_id)
SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1;

CREATE MATERIALIZED VIEW events_core_mv TO events_core AS
SELECT
    project_id, trace_id, span_id, parent_span_id, start_time, end_time, name, type, environment,
    level, trace_name, user_id, session_id, tags, provided_model_name, usage_details, cost_details,
    total_cost, metadata_names,
    arrayMap(value -> leftUTF8(value, 200), metadata_values) AS metadata_values,
    leftUTF8(input, 200) AS input, leftUTF8(output, 200) AS output,
    created_at, updated_at, event_ts, is_deleted
FROM events_full;
