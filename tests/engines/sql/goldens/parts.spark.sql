select `group:0`,
  count(*),
  count(case when `applies:0` then 1 end),
  count(case when `applies:0` and `term:0:3` then 1 end),
  count(case when `applies:1` then 1 end),
  sum(case when `applies:1` then `term:1:0` end)
from (
  select `queue` as `group:0`,
    ((`vendor` <> 'bolt')) is true as `applies:0`,
    true as `term:0:3`,
    true as `applies:1`,
    cast(case when `amount` < 0 then -transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0)) as `term:1:0`
  from (
    select *
    from `tickets`
  )
)
group by `group:0`;

select `group:0`,
  c,
  try_cast(s as bigint) as short,
  case when try_cast(s as bigint) is null then s end as wide
from (
  select `group:0`,
    u,
    count(*) as c,
    sum(v) as s
  from (
    select `queue` as `group:0`,
      cast(case when `amount` < 0 then -transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0)) as v,
      `vendor` as u
    from (
      select *
      from `tickets`
    )
    where ((`vendor` <> 'bolt')) is true
  )
  where v is not null and u is not null
  group by `group:0`,
    u
)
order by `group:0`,
  c,
  s;

select `group:0`,
  try_cast(v as bigint) as short,
  case when try_cast(v as bigint) is null then v end as wide,
  t,
  f
from (
  select `group:0`,
    v,
    count(case when u then 1 end) as t,
    count(case when u then null else 1 end) as f
  from (
    select `queue` as `group:0`,
      cast(`took` as decimal(38, 0)) as v,
      (not (`approval` is null)) as u
    from (
      select *
      from `tickets`
    )
    where ((`vendor` <> 'bolt')) is true
  )
  where v is not null
  group by `group:0`,
    v
)
order by `group:0`,
  v;

select `group:0`,
  l,
  c
from (
  select `group:0`,
    l,
    count(*) as c
  from (
    select `group:0`,
      u,
      array_sort(collect_list(v)) as l
    from (
      select `queue` as `group:0`,
        cast(case when `seats` < 0 then -transform(transform(array(abs(`seats`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`seats`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0)) as v,
        `vendor` as u
      from (
        select *
        from `tickets`
      )
      where ((`vendor` <> 'bolt')) is true
    )
    where v is not null and u is not null
    group by `group:0`,
      u
  )
  group by `group:0`,
    l
)
order by `group:0`,
  l;

select `group:0`,
  c,
  try_cast(s as bigint) as short,
  case when try_cast(s as bigint) is null then s end as wide
from (
  select `group:0`,
    u,
    count(*) as c,
    sum(v) as s
  from (
    select `queue` as `group:0`,
      cast(`took` as decimal(38, 0)) as v,
      `seats` as u
    from (
      select *
      from `tickets`
    )
  )
  where v is not null and u is not null
  group by `group:0`,
    u
)
order by `group:0`,
  c,
  s;

