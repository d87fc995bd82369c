cache table combinations as
select b0,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0)), 1, 20) as keys
from (
  select (case when (((`changes` < cast('1' as bigint)) and (`first_team` = `last_team`) and (`minutes` > cast('1.5' as double)))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when (((`n` < cast('3' as bigint)) and (`returns` = cast('0' as bigint)) and (`followed` = cast('0' as bigint)) and (`finished` < cast('2' as bigint)))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when (((`took` > cast('60000000' as bigint)) or (`least` > cast('0.0' as double)) or (`most` > timestamp '2026-01-01 00:00:00'))) is not true then cast(4 as bigint) else cast(0 as bigint) end) as b0,
    `ticket` as k,
    cast(null as bigint) as r
  from (
    select `ticket`,
      count(case when true then 1 end) as `n`,
      count(case when `value:0` then 1 end) as `finished`,
      min_by(`value:1`, `rank:`) as `first_team`,
      max_by(`value:1`, `rank:`) filter (where `value:2`) as `last_team`,
      min(`value:3`) as `least`,
      max(`value:4`) as `most`,
      (cast(sum(cast(case when `value:3` < 0 then -transform(transform(array(abs(`value:3`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`value:3`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0))) as double) / cast(1000000 as double)) as `minutes`,
      sum(`value:5`) as `took`,
      count(case when `value:1` <> `neighbour:0` then 1 end) as `changes`,
      count(case when `run:1` = `run:0` then 1 end) as `returns`,
      count(case when `value:6` and `neighbour:1` then 1 end) as `followed`
    from (
      select *,
        lag((case when `neighbour:0` is null or `value:1` <> `neighbour:0` then `value:1` end), 2) ignore nulls over (partition by `ticket` order by `rank:`) as `run:0`,
        case when `neighbour:0` is null or `value:1` <> `neighbour:0` then `value:1` end as `run:1`
      from (
        select *,
          lag(`value:1`, 1) ignore nulls over (partition by `ticket` order by `order:0` asc nulls last, `row_number`) as `neighbour:0`,
          lead(`value:7`, 1) ignore nulls over (partition by `ticket` order by `order:0` asc nulls last, `row_number`) as `neighbour:1`,
          row_number() over (partition by `ticket` order by `order:0` asc nulls last, `row_number`) as `rank:`
        from (
          select `ticket`,
            case when ((`step` > cast('1' as bigint))) is true then ((`done`) is true) end as `value:0`,
            `team` as `value:1`,
            ((`step` < cast('4' as bigint))) is true as `value:2`,
            `minutes` as `value:3`,
            `at` as `value:4`,
            case when (`done`) is true then `took` end as `value:5`,
            ((`done`) is true) as `value:6`,
            case when true then (((`step` > cast('1' as bigint))) is true) end as `value:7`,
            `at` as `order:0`,
            `row_number`
          from (
            select *
            from (
              select *
              from `events`
            )
            where (`step` < cast('9' as bigint))
          )
          where `ticket` is not null
        )
      )
    )
    group by `ticket`
  )
)
group by b0;

select c0,
  c1,
  c2,
  c3,
  c4,
  c5,
  c6,
  m0,
  m1,
  m2
from (
  select sum(n) as c0,
    sum(n) as c1,
    sum(case when (b0 & cast(1 as bigint)) <> 0 then n end) as c2,
    sum(n) as c3,
    sum(case when (b0 & cast(2 as bigint)) <> 0 then n end) as c4,
    sum(n) as c5,
    sum(case when (b0 & cast(4 as bigint)) <> 0 then n end) as c6
  from combinations
)
cross join (
  select slice(array_sort(collect_list(e) filter (where (b0 & cast(1 as bigint)) <> 0)), 1, 20) as m0,
    slice(array_sort(collect_list(e) filter (where (b0 & cast(2 as bigint)) <> 0)), 1, 20) as m1,
    slice(array_sort(collect_list(e) filter (where (b0 & cast(4 as bigint)) <> 0)), 1, 20) as m2
  from (
    select b0,
      explode(keys) as e
    from combinations
    where b0 <> 0
  )
);

