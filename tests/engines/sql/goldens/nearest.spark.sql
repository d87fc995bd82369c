cache table combinations as
select a0,
  b0,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0)), 1, 20) as keys
from (
  select (case when ((`seats` > cast('0' as bigint))) is true then cast(1 as bigint) else cast(0 as bigint) end) as a0,
    (case when (((`seats` > cast('0' as bigint))) is true) and (((not (`team` is null))) is not true) then cast(1 as bigint) else cast(0 as bigint) end
      | case when (`finished`) is not true then cast(2 as bigint) else cast(0 as bigint) end) as b0,
    `id` as k,
    `row_number` as r
  from (
    select `id`,
      `vendor`,
      `queue`,
      `amount`,
      `seats`,
      `opened`,
      `took`,
      `approval`,
      `row_number`,
      `near:found`.c0 as `team`,
      `near:found`.c1 as `finished`
    from (
      select `id`,
        `vendor`,
        `queue`,
        `amount`,
        `seats`,
        `opened`,
        `took`,
        `approval`,
        `row_number`,
        `near:side`,
        case when `near:key:0` is not null and `near:key:1` is not null and `near:at` is not null then lead(`near:found`, 1) ignore nulls over (partition by `near:key:0`, `near:key:1` order by `near:at`, `near:side`, `near:place:0`, `near:place:1`) end as `near:found`
      from (
        select `id`,
          `vendor`,
          `queue`,
          `amount`,
          `seats`,
          `opened`,
          `took`,
          `approval`,
          `row_number`,
          `near:key:0`,
          `near:key:1`,
          `near:at`,
          0 as `near:side`,
          null as `near:place:0`,
          null as `near:place:1`,
          null as `near:found`
        from (
          select *,
            `id` as `near:key:0`,
            `seats` as `near:key:1`,
            `opened` as `near:at`
          from (
            select *
            from `tickets`
          )
        )
        union all
        select null as `id`,
          null as `vendor`,
          null as `queue`,
          null as `amount`,
          null as `seats`,
          null as `opened`,
          null as `took`,
          null as `approval`,
          null as `row_number`,
          `found:key:0` as `near:key:0`,
          `found:key:1` as `near:key:1`,
          `found:at` as `near:at`,
          1 as `near:side`,
          `part:` as `near:place:0`,
          `row_number` as `near:place:1`,
          named_struct('c0', `team`, 'c1', `done`) as `near:found`
        from (
          select *,
            `ticket` as `found:key:0`,
            `step` as `found:key:1`,
            cast(cast(`at` as date) as timestamp) as `found:at`
          from (
            select `ticket`,
              `at`,
              `step`,
              `team`,
              `minutes`,
              `took`,
              `done`,
              `row_number`,
              cast(0 as bigint) as `part:`
            from (
              select *
              from `events`
            )
            union all
            select `ticket`,
              `at`,
              `step`,
              `team`,
              `minutes`,
              `took`,
              `done`,
              `row_number`,
              cast(1000000 as bigint) as `part:`
            from (
              select *
              from `events`
            )
          )
        )
        where `found:key:0` is not null and `found:key:1` is not null and `found:at` is not null
      )
    )
    where `near:side` = 0
  )
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
    sum(n) as c3,
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

