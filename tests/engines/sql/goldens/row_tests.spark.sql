cache table combinations as
select a0,
  b0,
  `segment:0`,
  `segment:1`,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0)), 1, 2) as keys,
  slice(array_sort(collect_list(named_struct('n', cast(null as string) is null, 'k', cast(null as string), 'r', r)) filter (where b0 <> 0)), 1, 2) as places
from (
  select (case when ((`amount` > cast('500.0' as double))) is true then cast(1 as bigint) else cast(0 as bigint) end) as a0,
    (case when (((`amount` > cast('500.0' as double))) is true) and (((not (`approval` is null))) is not true) then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((`vendor` in ('acme', 'o\'neil, from (select ', 'back\\'))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when ((`took` >= cast('60000000' as bigint))) is not true then cast(4 as bigint) else cast(0 as bigint) end) as b0,
    `vendor` as `segment:0`,
    `queue` as `segment:1`,
    `id` as k,
    `row_number` as r
  from (
    select *
    from `tickets`
  )
)
group by a0,
  b0,
  `segment:0`,
  `segment:1`;

select c0,
  c1,
  c2,
  c3,
  c4,
  c5,
  c6,
  c7,
  c8,
  m0,
  m1,
  m2
from (
  select `segment:0` as c0,
    `segment:1` as c1,
    sum(n) as c2,
    sum(case when (a0 & cast(1 as bigint)) <> 0 then n end) as c3,
    sum(case when (b0 & cast(1 as bigint)) <> 0 then n end) as c4,
    sum(n) as c5,
    sum(case when (b0 & cast(2 as bigint)) <> 0 then n end) as c6,
    sum(n) as c7,
    sum(case when (b0 & cast(4 as bigint)) <> 0 then n end) as c8
  from combinations
  group by `segment:0`,
    `segment:1`
)
cross join (
  select slice(array_sort(collect_list(e) filter (where (b0 & cast(1 as bigint)) <> 0)), 1, 2) as m0,
    slice(array_sort(collect_list(e) filter (where (b0 & cast(2 as bigint)) <> 0)), 1, 2) as m1
  from (
    select b0,
      explode(keys) as e
    from combinations
    where b0 <> 0
  )
)
cross join (
  select slice(array_sort(collect_list(e) filter (where (b0 & cast(4 as bigint)) <> 0)), 1, 2) as m2
  from (
    select b0,
      explode(places) as e
    from combinations
    where b0 <> 0
  )
);

