create temp table combinations as
select a0,
  b0,
  count(*) as n,
  min({'n': k is null, 'k': k, 'r': r}, 20) filter (where b0 <> 0) as keys
from (
  select (case when "approval" is not null then cast(1 as bigint) else cast(0 as bigint) end
      | case when (("seats" > 1)) is true and "amount" is not null then cast(2 as bigint) else cast(0 as bigint) end) as a0,
    (case when ("approval" is not null) and "known:0" is null then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1)) is true and "amount" is not null) and "known:1" is null then cast(2 as bigint) else cast(0 as bigint) end) as b0,
    cast("seats" as varchar) as k,
    "row_number" as r
  from (
    select *
    from "tickets"
  )
  left join (
    select distinct "code" as "known:0"
    from (
      select *
      from "approvals"
    )
    where "code" is not null
  ) on "approval" = "known:0"
  left join (
    select distinct "limit" as "known:1"
    from (
      select *
      from "approvals"
    )
    where "limit" is not null
  ) on "amount" = "known:1"
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
  select min(e, 20) filter (where (b0 & cast(1 as bigint)) <> 0) as m0,
    min(e, 20) filter (where (b0 & cast(2 as bigint)) <> 0) as m1
  from (
    select b0,
      unnest(keys) as e
    from combinations
    where b0 <> 0
  )
);

