cache table combinations as
select a0,
  b0,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0)), 1, 20) as keys
from (
  select (case when ((`team` = 'red')) is true then cast(1 as bigint) else cast(0 as bigint) end) as a0,
    (case when (((`team` = 'red')) is true) and (((`amount` <= `allowed`)) is not true) then cast(1 as bigint) else cast(0 as bigint) end) as b0,
    cast(null as string) as k,
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
      `part:`,
      `allowed:0` as `allowed`,
      `allowed:1` as `team`
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
        cast(0 as bigint) as `part:`
      from (
        select *
        from `tickets`
      )
      union all
      select `id`,
        `vendor`,
        `queue`,
        `amount`,
        `seats`,
        `opened`,
        `took`,
        `approval`,
        `row_number`,
        cast(1000000 as bigint) as `part:`
      from (
        select *
        from `tickets`
      )
    )
    left join (
      select `allowed:key`,
        found.c0 as `allowed:0`,
        found.c1 as `allowed:1`
      from (
        select `code` as `allowed:key`,
          min_by(named_struct('c0', `limit`, 'c1', `team`), (cast(`part:` as decimal(38, 0)) * 1099511627776 + `row_number`)) as found
        from (
          select `code`,
            `limit`,
            `team`,
            `row_number`,
            cast(0 as bigint) as `part:`
          from (
            select *
            from `approvals`
          )
          union all
          select `code`,
            `limit`,
            `team`,
            `row_number`,
            cast(1000000 as bigint) as `part:`
          from (
            select *
            from `approvals`
          )
        )
        where `code` is not null
        group by `code`
      )
    ) on `approval` = `allowed:key`
  )
)
group by a0,
  b0;

select c0,
  c1,
  c2,
  m0
from (
  select sum(n) as c0,
    sum(case when (a0 & cast(1 as bigint)) <> 0 then n end) as c1,
    sum(case when (b0 & cast(1 as bigint)) <> 0 then n end) as c2
  from combinations
)
cross join (
  select slice(array_sort(collect_list(e) filter (where (b0 & cast(1 as bigint)) <> 0)), 1, 20) as m0
  from (
    select b0,
      explode(keys) as e
    from combinations
    where b0 <> 0
  )
);

