create temp table combinations as
select a0,
  b0,
  count(*) as n,
  min({'n': k is null, 'k': k, 'r': r}, 20) filter (where b0 <> 0) as keys
from (
  select (case when (("seats" > 0)) is true then cast(1 as bigint) else cast(0 as bigint) end) as a0,
    (case when ((("seats" > 0)) is true) and (((not ("team" is null))) is not true) then cast(1 as bigint) else cast(0 as bigint) end
      | case when ("finished") is not true then cast(2 as bigint) else cast(0 as bigint) end) as b0,
    "id" as k,
    "row_number" as r
  from (
    select "id",
      "vendor",
      "queue",
      "amount",
      "seats",
      "opened",
      "took",
      "approval",
      "row_number",
      "found:0" as "team",
      "found:1" as "finished"
    from (
      select *,
        "id" as "near:key:0",
        "seats" as "near:key:1",
        "opened" as "near:at"
      from (
        select *
        from "tickets"
      )
    )
    asof left join (
      select "found:key:0",
        "found:key:1",
        "found:at",
        arg_min_null("team", (cast("part:" as hugeint) * 1099511627776 + "row_number")) as "found:0",
        arg_min_null("done", (cast("part:" as hugeint) * 1099511627776 + "row_number")) as "found:1"
      from (
        select *,
          "ticket" as "found:key:0",
          "step" as "found:key:1",
          cast(cast("at" as date) as timestamp) as "found:at"
        from (
          select "ticket",
            "at",
            "step",
            "team",
            "minutes",
            "took",
            "done",
            "row_number",
            cast(0 as bigint) as "part:"
          from (
            select *
            from "events"
          )
          union all
          select "ticket",
            "at",
            "step",
            "team",
            "minutes",
            "took",
            "done",
            "row_number",
            cast(1000000 as bigint) as "part:"
          from (
            select *
            from "events"
          )
        )
      )
      where "found:key:0" is not null and "found:key:1" is not null and "found:at" is not null
      group by "found:key:0",
        "found:key:1",
        "found:at"
    ) on "near:key:0" = "found:key:0" and "near:key:1" = "found:key:1" and "near:at" <= "found:at"
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
  select min(e, 20) filter (where (b0 & cast(1 as bigint)) <> 0) as m0,
    min(e, 20) filter (where (b0 & cast(2 as bigint)) <> 0) as m1
  from (
    select b0,
      unnest(keys) as e
    from combinations
    where b0 <> 0
  )
);

