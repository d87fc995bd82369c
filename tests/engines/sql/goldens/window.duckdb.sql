create temp table combinations as
select b0,
  count(*) as n,
  min({'n': k is null, 'k': k, 'r': r}, 20) filter (where b0 <> 0) as keys
from (
  select (case when ((("place" < 3) and ("finished" < 2) and ("earlier" = 'red'))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when (("later" > 0.0e0)) is not true then cast(2 as bigint) else cast(0 as bigint) end) as b0,
    "ticket" as k,
    "row_number" as r
  from (
    select "ticket",
      "at",
      "step",
      "team",
      "minutes",
      "took",
      "done",
      "row_number",
      case when "key:0" is not null then lag("glance:0", 1 ignore nulls) over (partition by "key:0" order by "order:0" asc nulls last, "row_number") end as "earlier",
      case when "key:0" is not null then lead("glance:1", 1 ignore nulls) over (partition by "key:0" order by "order:0" asc nulls last, "row_number") end as "later",
      case when "key:0" is not null then row_number() over (partition by "key:0" order by "order:0" asc nulls last, "row_number") else 1 end as "place",
      case when "key:0" is not null then count("glance:3") over (partition by "key:0" order by "order:0" asc nulls last, "row_number" rows between unbounded preceding and current row) else case when "glance:3" = 1 then 1 else 0 end end as "finished"
    from (
      select *,
        "ticket" as "key:0",
        "at" as "order:0",
        "team" as "glance:0",
        case when ("done") is true then "minutes" end as "glance:1",
        case when "done" then 1 end as "glance:3"
      from (
        select *
        from (
          select *
          from "events"
        )
        where ("step" < 9)
      )
    )
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
  select min(e, 20) filter (where (b0 & cast(1 as bigint)) <> 0) as m0,
    min(e, 20) filter (where (b0 & cast(2 as bigint)) <> 0) as m1
  from (
    select b0,
      unnest(keys) as e
    from combinations
    where b0 <> 0
  )
);

