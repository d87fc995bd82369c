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
      count(case when "value:0" then 1 end) as "n",
      count(case when "value:1" then 1 end) as "finished",
      arg_min_null("value:2", rank) filter (where "taking:2") as "first_team",
      arg_max_null("value:3", rank) filter (where "taking:3") as "last_team",
      min("value:4") as "least",
      max("value:5") as "most",
      (cast(sum(cast(sign("value:6") * floor(abs("value:6") * 1e6 + 0.5) as hugeint)) as double) / cast(1000000 as double)) as "minutes",
      sum("value:7") as "took",
      count(case when "value:8" <> "previous:8" then 1 end) as "changes",
      count(case when "run:9" = "before:9" then 1 end) as "returns",
      count(case when "value:10" and "next:10" then 1 end) as "followed"
    from (
      select *,
        case when "previous:9" is null or "value:9" <> "previous:9" then "value:9" end as "run:9",
        lag((case when "previous:9" is null or "value:9" <> "previous:9" then "value:9" end), 2 ignore nulls) over (partition by "ticket" order by rank) as "before:9"
      from (
        select *,
          lag("value:8", 1 ignore nulls) over (partition by "ticket" order by rank) as "previous:8",
          lag("value:9", 1 ignore nulls) over (partition by "ticket" order by rank) as "previous:9",
          lead("then:10", 1 ignore nulls) over (partition by "ticket" order by rank) as "next:10"
        from (
          select "ticket",
            row_number() over (partition by "ticket" order by "at" asc nulls last, "row_number") as rank,
            ((true) is true) as "value:0",
            case when (("step" > 1)) is true then (("done") is true) end as "value:1",
            true as "taking:2",
            "team" as "value:2",
            (("step" < 4)) is true as "taking:3",
            "team" as "value:3",
            "minutes" as "value:4",
            "at" as "value:5",
            "minutes" as "value:6",
            case when ("done") is true then "took" end as "value:7",
            "team" as "value:8",
            "team" as "value:9",
            (("done") is true) as "value:10",
            case when true then ((("step" > 1)) is true) end as "then:10"
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

