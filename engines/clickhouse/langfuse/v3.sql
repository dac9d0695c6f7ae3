-- Tables in the shape of Langfuse 3: same engines, keys, partitions and kinds of index, so that
-- parts have the files, and inserts the request counts, that Langfuse's own tables have. Written for
-- tests from the documented columns; not Langfuse's migrations.
CREATE TABLE traces
(
    id          String,
    timestamp   DateTime64(3),
    name        String,
    user_id     Nullable(String),
    session_id  Nullable(String),
    metadata    Map(LowCardinality(String), String),
    release     Nullable(String),
    version     Nullable(String),
    project_id  String,
    environment LowCardinality(String) DEFAULT 'default',
    public      Bool,
    bookmarked  Bool,
    tags        Array(String),
    input       Nullable(String) CODEC(ZSTD(3)),
    output      Nullable(String) CODEC(ZSTD(3)),
    created_at  DateTime64(3) DEFAULT now64(3),
    updated_at  DateTime64(3) DEFAULT now64(3),
    event_ts    DateTime64(3),
    is_deleted  UInt8,
    INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_user user_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_session session_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_metadata_key mapKeys(metadata) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_metadata_value mapValues(metadata) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_created_at created_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(timestamp)
PRIMARY KEY (project_id, toDate(timestamp))
ORDER BY (project_id, toDate(timestamp), id);

CREATE TABLE observations
(
    id                    String,
    trace_id              String,
    project_id            String,
    type                  LowCardinality(String),
    parent_observation_id Nullable(String),
    environment           LowCardinality(String) DEFAULT 'default',
    start_time            DateTime64(3),
    end_time              Nullable(DateTime64(3)),
    completion_start_time Nullable(DateTime64(3)),
    name                  String,
    level                 LowCardinality(String),
    status_message        Nullable(String),
    version               Nullable(String),
    metadata              Map(LowCardinality(String), String),
    input                 Nullable(String) CODEC(ZSTD(3)),
    output                Nullable(String) CODEC(ZSTD(3)),
    provided_model_name   Nullable(String),
    internal_model_id     Nullable(String),
    model_parameters      Nullable(String),
    usage_details         Map(LowCardinality(String), UInt64),
    cost_details          Map(LowCardinality(String), Decimal64(12)),
    total_cost            Nullable(Decimal64(12)),
    prompt_id             Nullable(String),
    prompt_name           Nullable(String),
    prompt_version        Nullable(UInt16),
    created_at            DateTime64(3) DEFAULT now64(3),
    updated_at            DateTime64(3) DEFAULT now64(3),
    event_ts              DateTime64(3),
    is_deleted            UInt8,
    INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_metadata_key mapKeys(metadata) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_metadata_value mapValues(metadata) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_created_at created_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(start_time)
PRIMARY KEY (project_id, type, toDate(start_time))
ORDER BY (project_id, type, toDate(start_time), id);

CREATE TABLE scores
(
    id                String,
    timestamp         DateTime64(3),
    project_id        String,
    environment       LowCardinality(String) DEFAULT 'default',
    trace_id          Nullable(String),
    session_id        Nullable(String),
    dataset_run_id    Nullable(String),
    observation_id    Nullable(String),
    name              String,
    value             Float64,
    string_value      Nullable(String),
    data_type         LowCardinality(String),
    source            LowCardinality(String),
    comment           Nullable(String) CODEC(ZSTD(1)),
    author_user_id    Nullable(String),
    config_id         Nullable(String),
    queue_id          Nullable(String),
    metadata          Map(LowCardinality(String), String),
    created_at        DateTime64(3) DEFAULT now64(3),
    updated_at        DateTime64(3) DEFAULT now64(3),
    event_ts          DateTime64(3),
    is_deleted        UInt8,
    INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace (project_id, trace_id, observation_id) TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_session (project_id, session_id) TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_run (project_id, dataset_run_id) TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_created_at created_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
PARTITION BY toYYYYMM(timestamp)
PRIMARY KEY (project_id, toDate(timestamp), name)
ORDER BY (project_id, toDate(timestamp), name, id);

CREATE TABLE blob_storage_file_log
(
    id          String,
    project_id  String,
    entity_type String,
    entity_id   String,
    event_id    String,
    bucket_name String,
    bucket_path String,
    created_at  DateTime64(3) DEFAULT now64(3),
    updated_at  DateTime64(3) DEFAULT now64(3),
    event_ts    DateTime64(3),
    is_deleted  UInt8
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
ORDER BY (project_id, entity_type, entity_id, event_id);

CREATE TABLE dataset_run_items_rmt
(
    id              String,
    project_id      String,
    dataset_run_id  String,
    dataset_item_id String,
    dataset_id      String,
    trace_id        String,
    observation_id  Nullable(String),
    error           Nullable(String),
    created_at      DateTime64(3) DEFAULT now64(3),
    updated_at      DateTime64(3) DEFAULT now64(3),
    event_ts        DateTime64(3),
    is_deleted      UInt8,
    INDEX by_item dataset_item_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(event_ts, is_deleted)
ORDER BY (project_id, dataset_id, dataset_run_id, id);
