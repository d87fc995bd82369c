select `group:0`,
  `group:1`,
  count(*),
  count(case when `applies:0` then 1 end),
  count(case when `applies:0` and `term:0:0` then 1 end),
  sum(case when `applies:0` then `term:0:1` end),
  sum(case when `applies:0` then `term:0:2` * `term:0:2` end),
  sum(case when `applies:0` then `term:0:3` end),
  transform(array(array_sort(collect_list(cast(`term:0:4` as double)) filter (where `applies:0` and `term:0:4` is not null))), l -> array(cast(size(l) as double), get(l, cast((floor((cast(size(l) as double) - 1) * cast('0.9' as double)) + 1) as int) - 1), get(l, cast((ceil((cast(size(l) as double) - 1) * cast('0.9' as double)) + 1) as int) - 1), get(l, cast(floor(cast(size(l) as double) * cast('0.9' as double) - cast('1.959963984540054' as double) * sqrt(cast(size(l) as double) * cast('0.9' as double) * cast('0.09999999999999998' as double))) as int) - 1), get(l, cast((ceil(cast(size(l) as double) * cast('0.9' as double) + cast('1.959963984540054' as double) * sqrt(cast(size(l) as double) * cast('0.9' as double) * cast('0.09999999999999998' as double))) + 1) as int) - 1)))[0],
  transform(array(array_sort(collect_list(cast(`term:0:5` as double)) filter (where `applies:0` and `term:0:5` is not null))), l -> array(cast(size(l) as double), get(l, cast((floor((cast(size(l) as double) - 1) * cast('0.5' as double)) + 1) as int) - 1), get(l, cast((ceil((cast(size(l) as double) - 1) * cast('0.5' as double)) + 1) as int) - 1), get(l, cast(floor(cast(size(l) as double) * cast('0.5' as double) - cast('1.959963984540054' as double) * sqrt(cast(size(l) as double) * cast('0.5' as double) * cast('0.5' as double))) as int) - 1), get(l, cast((ceil(cast(size(l) as double) * cast('0.5' as double) + cast('1.959963984540054' as double) * sqrt(cast(size(l) as double) * cast('0.5' as double) * cast('0.5' as double))) + 1) as int) - 1)))[0],
  min(case when `applies:0` then `term:0:6` end),
  max(case when `applies:0` then `term:0:7` end),
  count(case when `applies:1` then 1 end),
  count(case when `applies:1` and `term:1:0` then 1 end)
from (
  select date_trunc('WEEK', `opened`) as `group:0`,
    `queue` as `group:1`,
    ((`seats` > cast('0' as bigint))) is true as `applies:0`,
    (`amount` > cast('100.0' as double)) as `term:0:0`,
    cast(case when `amount` < 0 then -transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0)) as `term:0:1`,
    cast(case when `seats` < 0 then -transform(transform(array(abs(`seats`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`seats`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0)) as `term:0:2`,
    cast(`took` as decimal(38, 0)) as `term:0:3`,
    `amount` as `term:0:4`,
    `took` as `term:0:5`,
    `opened` as `term:0:6`,
    cast(cast(`opened` as date) as timestamp) as `term:0:7`,
    true as `applies:1`,
    true as `term:1:0`
  from (
    select `queue`,
      `amount`,
      `took`,
      `opened`,
      `seats`,
      `row_number`
    from (
      select *
      from `tickets`
    )
  )
)
group by `group:0`,
  `group:1`;

select count(*),
  count(case when `applies:0` then 1 end),
  sum(case when `applies:0` then `term:0:0` end),
  sum(case when `applies:0` then `term:0:1` * `term:0:1` end)
from (
  select true as `applies:0`,
    cast(case when `amount` < 0 then -transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] else transform(transform(array(abs(`amount`) * 1e6 + 0.5e0), x -> case when x < 9007199254740992e0 then cast(floor(x) as double) else x end), x -> case when x >= 39614081257132168796771975168e0 then raise_error('a number too large to be summed') else cast(floor(x / 4294967296e0) as decimal(38, 0)) * cast(4294967296 as decimal(38, 0)) + cast(cast(x - floor(x / 4294967296e0) * 4294967296e0 as bigint) as decimal(38, 0)) end)[0] end as decimal(38, 0)) as `term:0:0`,
    cast(`took` as decimal(38, 0)) as `term:0:1`
  from (
    select `queue`,
      `amount`,
      `took`,
      `opened`,
      `seats`,
      `row_number`
    from (
      select *
      from `tickets`
    )
  )
);

