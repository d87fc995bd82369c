cache table combinations as
select a0,
  b0,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0)), 1, 20) as keys
from (
  select (case when `id` is not null then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((`amount` > cast('0.0' as double))) is true and `queue` is not null and `seats` is not null then cast(2 as bigint) else cast(0 as bigint) end) as a0,
    (case when (`id` is not null) and `again:0:0` is not null then cast(1 as bigint) else cast(0 as bigint) end
      | case when (((`amount` > cast('0.0' as double))) is true and `queue` is not null and `seats` is not null) and `again:1:0` is not null then cast(2 as bigint) else cast(0 as bigint) end) as b0,
    `id` as k,
    `row_number` as r
  from (
    select *
    from `tickets`
  )
  left join (
    select `id` as `again:0:0`
    from (
      select *
      from `tickets`
    )
    where `id` is not null
    group by `again:0:0`
    having count(*) > 1
  ) on `id` = `again:0:0`
  left join (
    select `queue` as `again:1:0`,
      `seats` as `again:1:1`
    from (
      select *
      from `tickets`
    )
    where ((`amount` > cast('0.0' as double))) is true and `queue` is not null and `seats` is not null
    group by `again:1:0`,
      `again:1:1`
    having count(*) > 2
  ) on `queue` = `again:1:0` and `seats` = `again:1:1`
)
group by a0,
  b0;

select c0,
  c1,
  c2,
  c3,
  c4,
  m0,
  m1
from (
  select sum(n) as c0,
    sum(case when (a0 & cast(1 as bigint)) <> 0 then n end) as c1,
    sum(case when (b0 & cast(1 as bigint)) <> 0 then n end) as c2,
    sum(case when (a0 & cast(2 as bigint)) <> 0 then n end) as c3,
    sum(case when (b0 & cast(2 as bigint)) <> 0 then n end) as c4
  from combinations
)
cross join (
  select slice(array_sort(collect_list(e) filter (where (b0 & cast(1 as bigint)) <> 0)), 1, 20) as m0,
    slice(array_sort(collect_list(e) filter (where (b0 & cast(2 as bigint)) <> 0)), 1, 20) as m1
  from (
    select b0,
      explode(keys) as e
    from combinations
    where b0 <> 0
  )
);

