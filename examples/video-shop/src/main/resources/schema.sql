-- The shop's own table. The tables of the order queue are beside it.
create table if not exists shop_order (
  order_key text primary key,
  customer text not null,
  operation text not null,
  prompt text not null,
  created_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz
);
create index if not exists ix_shop_order_customer on shop_order (customer, created_at desc);
