-- The tables of the reel4j order queue, version 1, for PostgreSQL 14 and newer.
-- Run this file once, with Flyway, Liquibase or psql, or call OrderQueue.createSchema. It needs no superuser.

-- Identifies the history of the database: another value means a standby that was promoted or a backup that was restored.
create function reel_server_identity() returns text language sql volatile as $$
  select system_identifier::text || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) from pg_control_system()
$$;

create table reel_queue_info (
  singleton boolean primary key default true check (singleton),
  schema_version int not null,
  server_identity text not null
);
insert into reel_queue_info (schema_version, server_identity) values (1, reel_server_identity());

-- The limits of one account at one vendor, shared by all workers. Its rows may be lost: workers write them again.
create table reel_rate_limit (
  limit_key text primary key,
  call_interval interval not null,           -- the mean time between 2 calls; 0 for no limit
  burst int not null,                        -- calls that may be sent at once
  max_tasks int,                             -- tasks that may run at once; null for no limit
  next_call_at timestamptz not null default 'epoch',
  paused_until timestamptz not null default 'epoch'
);

create table reel_worker (
  worker text not null,
  limit_key text not null,
  reserved_tasks int not null,               -- task slots that the worker has reserved and not used yet
  seen_at timestamptz not null,
  primary key (worker, limit_key)
);

create table reel_order (
  id uuid primary key,
  order_key text not null unique check (length(order_key) between 1 and 128),
  request_hash text not null,
  request jsonb,                             -- null after the vendor has accepted the order
  operation text not null,
  state text not null check (state in ('QUEUED', 'SUBMITTING', 'REJECTED', 'RUNNING', 'UNKNOWN', 'READY', 'FAILED',
                                       'CANCELLED', 'HELD')),
  attempt int not null default 0,            -- how often the order was sent, or may have been
  provider_index int not null default 0,     -- the provider to try next, by its place in the worker's list
  provider_attempts int not null default 0,  -- attempts at this provider
  submit_token uuid unique,                  -- names the latest attempt; only its owner may record the result
  submitted_by text,
  submitted_at timestamptz,
  provider text,
  limit_key text,
  model text,
  fingerprint text,
  price_min numeric,
  price_max numeric,
  currency text,
  task text,
  task_key text unique,                      -- provider and the vendor's task id: a task belongs to 1 order
  callback_task_id text,                         -- the vendor's task id that a callback named for an order of unknown outcome
  retryable boolean not null default false,  -- whether a REJECTED order is sent again by itself
  failure_kind text,
  failure_message text,
  video jsonb,
  poll_state jsonb,
  cancel_requested_at timestamptz,
  resolved_by text,
  resolved_at timestamptz,
  enqueued_at timestamptz not null default clock_timestamp(),
  accepted_at timestamptz,
  ended_at timestamptz,
  delivered_at timestamptz,
  delivery_attempts int not null default 0,
  delivery_failure text,
  link_replaced_at timestamptz,              -- when a fresh link was requested for the delivery
  constraint reel_order_initial check (state <> 'QUEUED' or task is null)
) with (fillfactor = 80);
create index ix_reel_order_open on reel_order (limit_key, state)
  where state in ('SUBMITTING', 'RUNNING', 'UNKNOWN');
create index ix_reel_order_state on reel_order (state, enqueued_at, id);
create index ix_reel_order_spend on reel_order (submitted_at) where submitted_at is not null;

create table reel_order_event (
  id bigint generated always as identity primary key,
  order_id uuid not null references reel_order on delete cascade,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  attempt int not null,
  worker text,
  data jsonb
);
create index ix_reel_order_event_order on reel_order_event (order_id, id);

-- The tables of db-scheduler. Orders and deliveries have one each, so that deliveries cannot delay orders.
create table reel_execution (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  wake boolean not null default false,      -- ours: become due at once after the step that runs
  waits_for text,                           -- ours: the provider whose permit the order waits for
  primary key (task_name, task_instance)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index ix_reel_execution_due on reel_execution (priority desc, execution_time) where not picked;
create index ix_reel_execution_heartbeat on reel_execution (last_heartbeat) where picked;
create index ix_reel_execution_waiting on reel_execution (waits_for, execution_time)
  where not picked and waits_for is not null;

create table reel_delivery (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  wake boolean not null default false,      -- ours: become due at once after the step that runs
  primary key (task_name, task_instance)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index ix_reel_delivery_due on reel_delivery (priority desc, execution_time) where not picked;
create index ix_reel_delivery_heartbeat on reel_delivery (last_heartbeat) where picked;

-- Keeps every change of an order legal, whatever the program does.
create function reel_check_order() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'QUEUED' or new.attempt <> 0 or new.submit_token is not null then
      raise exception 'reel4j: a new order must be QUEUED' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    if old.state in ('SUBMITTING', 'RUNNING', 'UNKNOWN', 'HELD') then
      raise exception 'reel4j: order % is %, it may be billed and must not be deleted', old.id, old.state
        using errcode = 'check_violation';
    end if;
    return old;
  end if;
  if new.id <> old.id or new.order_key <> old.order_key or new.request_hash <> old.request_hash then
    raise exception 'reel4j: the id, the key and the request of order % must not change', old.id
      using errcode = 'check_violation';
  end if;
  if new.request is not null and new.request is distinct from old.request then
    raise exception 'reel4j: the request of order % must not change', old.id using errcode = 'check_violation';
  end if;
  if old.task is not null and new.task is distinct from old.task then
    raise exception 'reel4j: the task of order % must not change', old.id using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('QUEUED', 'SUBMITTING'), ('QUEUED', 'REJECTED'), ('QUEUED', 'CANCELLED'), ('QUEUED', 'HELD'),
      ('REJECTED', 'SUBMITTING'), ('REJECTED', 'CANCELLED'), ('REJECTED', 'HELD'), ('REJECTED', 'RUNNING'), ('REJECTED', 'UNKNOWN'),
      ('SUBMITTING', 'RUNNING'), ('SUBMITTING', 'REJECTED'), ('SUBMITTING', 'UNKNOWN'),
      ('UNKNOWN', 'RUNNING'), ('UNKNOWN', 'REJECTED'),
      ('RUNNING', 'READY'), ('RUNNING', 'FAILED'), ('RUNNING', 'CANCELLED'),
      ('HELD', 'QUEUED'), ('HELD', 'CANCELLED')) then
    raise exception 'reel4j: order % must not change from % to %', old.id, old.state, new.state
      using errcode = 'check_violation';
  end if;
  if new.state = 'SUBMITTING' and old.state <> 'SUBMITTING' then
    if new.attempt <> old.attempt + 1 or new.submit_token is null
        or new.submit_token is not distinct from old.submit_token then
      raise exception 'reel4j: attempt % of order % needs the next number and a new token', new.attempt, old.id
        using errcode = 'check_violation';
    end if;
  elsif new.attempt <> old.attempt or new.submit_token is distinct from old.submit_token then
    raise exception 'reel4j: the attempt of order % changes only when it is sent', old.id
      using errcode = 'check_violation';
  end if;
  if new.state = 'RUNNING' and new.task is null then
    raise exception 'reel4j: order % cannot run without a task', old.id using errcode = 'check_violation';
  end if;
  if old.state = 'HELD' and new.state <> 'HELD'
      and (new.resolved_by is null or new.resolved_at is not distinct from old.resolved_at) then
    raise exception 'reel4j: order % is held until a person releases or cancels it', old.id
      using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger reel_order_check before insert or update or delete on reel_order
  for each row execute function reel_check_order();

create function reel_check_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from reel_order where id = old.order_id) then
    return old; -- the order was deleted, and its events with it
  end if;
  raise exception 'reel4j: events are never changed, and are deleted only with their order'
    using errcode = 'check_violation';
end
$$;
create trigger reel_order_event_check before update or delete on reel_order_event
  for each row execute function reel_check_event();

create function reel_refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'reel4j: orders may be billed and must not be truncated; delete those that have ended'
    using errcode = 'check_violation';
end
$$;
create trigger reel_order_truncate before truncate on reel_order
  for each statement execute function reel_refuse_truncate();
create trigger reel_order_event_truncate before truncate on reel_order_event
  for each statement execute function reel_refuse_truncate();

-- Grants calls to a worker, in one short transaction: p_calls for polls, and one with a task slot for each of p_tasks
-- orders. p_reserved task slots of the worker are granted and not used yet. If a grant is smaller than requested,
-- retry_after is the time until the next call is available, and free_tasks = 0 means that all task slots are in use.
create function reel_acquire_permits(p_limit_key text, p_worker text, p_calls int, p_tasks int, p_reserved int,
    out granted_calls int, out granted_tasks int, out retry_after interval, out free_tasks int, out granted_at timestamptz)
    language plpgsql as $$
declare
  rate record;
  available int;
  busy int;
  reserved int;
begin
  perform set_config('synchronous_commit', 'off', true);
  select * into rate from reel_rate_limit where limit_key = p_limit_key for update;
  if not found then
    raise exception 'reel4j: there is no rate limit %', p_limit_key using errcode = 'no_data_found';
  end if;
  granted_at := clock_timestamp();
  retry_after := interval '0';
  if rate.paused_until > granted_at then
    available := 0;
    retry_after := rate.paused_until - granted_at;
  elsif rate.call_interval = interval '0' then
    available := p_calls + p_tasks;
  else
    available := greatest(0, floor(extract(epoch from
        granted_at + rate.burst * rate.call_interval - greatest(rate.next_call_at, granted_at))
        / extract(epoch from rate.call_interval))::int);
    retry_after := greatest(interval '0', rate.next_call_at - (rate.burst - 1) * rate.call_interval - granted_at);
  end if;
  granted_calls := least(p_calls, available);
  granted_tasks := least(p_tasks, available - granted_calls);
  if rate.max_tasks is not null then
    -- A statement of its own has a new snapshot: it sees what others committed before they released the row lock.
    select count(*) into busy from reel_order
      where limit_key = p_limit_key and (state in ('SUBMITTING', 'RUNNING')
        or (state = 'UNKNOWN' and submitted_at > granted_at - interval '10 minutes'));
    select coalesce(sum(reserved_tasks), 0) into reserved from reel_worker
      where limit_key = p_limit_key and worker <> p_worker and seen_at > granted_at - interval '5 seconds';
    free_tasks := greatest(0, rate.max_tasks - busy - reserved - p_reserved);
    granted_tasks := least(granted_tasks, free_tasks);
  end if;
  if granted_calls + granted_tasks > 0 then
    update reel_rate_limit
      set next_call_at = greatest(next_call_at, granted_at) + (granted_calls + granted_tasks) * call_interval
      where limit_key = p_limit_key;
  end if;
  if p_calls + p_tasks > 0 then -- a request for nothing only reads
    insert into reel_worker (worker, limit_key, reserved_tasks, seen_at)
      values (p_worker, p_limit_key, p_reserved + granted_tasks, granted_at)
      on conflict (worker, limit_key) do update
        set reserved_tasks = excluded.reserved_tasks, seen_at = excluded.seen_at;
  end if;
end
$$;
