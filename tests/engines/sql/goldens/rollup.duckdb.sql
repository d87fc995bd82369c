create temp table combinations as
select b0,
  count(*) as n,
  min({'n': k is null, 'k': k, 'r': r}, 20) filter (where b0 <> 0) as keys
from (
  select (case when ((("changes" < 1) and ("first_team" = "last_team") and ("minutes" > 1.5e0))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((("n" < 3) and ("returns" = 0) and ("followed" = 0) and ("finished" < 2))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when ((("took" > 60000000) or ("least" > 0.0e0) or ("most" > timestamp '2026-01-01 00:00:00'))) is not true then cast(4 as bigint) else cast(0 as bigint) end) as b0,
    "ticket" as k,
    cast(null as bigint) as r
  from (
    select "ticket",
      count(case when true then 1 end) as "n",
      count(case when "value:0" then 1 end) as "finished",
      arg_min_null("value:1", "rank:") as "first_team",
      arg_max_null("value:1", "rank:") filter (where "value:2") as "last_team",
      min("value:3") as "least",
      max("value:4") as "most",
      (cast(sum(cast(sign("value:3") * floor(abs("value:3") * 1e6 + 0.5) as hugeint)) as double) / cast(1000000 as double)) as "minutes",
      sum("value:5") as "took",
      count(case when "value:1" <> "neighbour:0" then 1 end) as "changes",
      count(case when "run:1" = "run:0" then 1 end) as "returns",
      count(case when "value:6" and "neighbour:1" then 1 end) as "followed"
    from (
      select *,
        lag((case when "neighbour:0" is null or "value:1" <> "neighbour:0" then "value:1" end), 2 ignore nulls) over (partition by "ticket" order by "rank:") as "run:0",
        case when "neighbour:0" is null or "value:1" <> "neighbour:0" then "value:1" end as "run:1"
      from (
        select *,
          lag("value:1", 1 ignore nulls) over (partition by "ticket" order by "order:0" asc nulls last, "row_number") as "neighbour:0",
          lead("value:7", 1 ignore nulls) over (partition by "ticket" order by "order:0" asc nulls last, "row_number") as "neighbour:1",
          row_number() over (partition by "ticket" order by "order:0" asc nulls last, "row_number") as "rank:"
        from (
          select "ticket",
            case when (("step" > 1)) is true then (("done") is true) end as "value:0",
            "team" as "value:1",
            (("step" < 4)) is true as "value:2",
            "minutes" as "value:3",
            "at" as "value:4",
            case when ("done") is true then "took" end as "value:5",
            (("done") is true) as "value:6",
            case when true then ((("step" > 1)) is true) end as "value:7",
            "at" as "order:0",
            "row_number"
          from (
            select *
            from (
              select *
              from "events"
            )
            where ("step" < 9)
          )
          where "ticket" is not null
        )
      )
    )
    group by "ticket"
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
  select min(e, 20) filter (where (b0 & cast(1 as bigint)) <> 0) as m0,
    min(e, 20) filter (where (b0 & cast(2 as bigint)) <> 0) as m1,
    min(e, 20) filter (where (b0 & cast(4 as bigint)) <> 0) as m2
  from (
    select b0,
      unnest(keys) as e
    from combinations
    where b0 <> 0
  )
);

