cache table combinations as
select b0,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0)), 1, 20) as keys
from (
  select (case when (((`days` < cast('2' as bigint)) or (`last` = 'acme'))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((`latest` > cast(timestamp '2026-03-01 00:00:00' as date))) is not true then cast(2 as bigint) else cast(0 as bigint) end) as b0,
    `id` as k,
    cast(null as bigint) as r
  from (
    select `id`,
      count(case when true then 1 end) as `days`,
      max_by(`value:0`, `rank:`) as `last`,
      max(`value:1`) as `latest`
    from (
      select *,
        (`order:0` is null, `order:0`, `row_number:`, `day`) as `rank:`
      from (
        select `id`,
          `vendor` as `value:0`,
          `day` as `value:1`,
          `day` as `order:0`,
          `row_number:`,
          `day`
        from (
          select `id`,
            `vendor`,
            `queue`,
            `amount`,
            `seats`,
            `opened`,
            `took`,
            `approval`,
            `row_number` as `row_number:`,
            date_add(`days:first`, `days:number`) as `day`
          from (
            select *,
              explode(sequence(0, `days:count` - 1)) as `days:number`
            from (
              select *,
                cast(`opened` as date) as `days:first`,
                datediff(cast(timestamp '2026-03-04 00:00:00' as date), cast(`opened` as date)) as `days:count`
              from (
                select *
                from `tickets`
              )
            )
            where `days:count` between 1 and 36525
          )
        )
        where `id` is not null
      )
    )
    group by `id`
  )
)
group by b0;

select c0,
  c1,
  c2,
  c3,
  c4,
  m0,
  m1
from (
  select sum(n) as c0,
    sum(n) as c1,
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

