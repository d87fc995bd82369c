select "group:0",
  count(*),
  count(case when "applies:0" then 1 end),
  count(case when "applies:0" and "term:0:3" then 1 end),
  count(case when "applies:1" then 1 end),
  sum(case when "applies:1" then "term:1:0" end)
from (
  select "queue" as "group:0",
    (("vendor" <> 'bolt')) is true as "applies:0",
    true as "term:0:3",
    true as "applies:1",
    cast(sign("amount") * floor(abs("amount") * 1e6 + 0.5) as hugeint) as "term:1:0"
  from (
    select *
    from "tickets"
  )
)
group by "group:0";

select "group:0",
  c,
  try_cast(s as bigint) as short,
  case when try_cast(s as bigint) is null then s end as wide
from (
  select "group:0",
    u,
    count(*) as c,
    sum(v) as s
  from (
    select "queue" as "group:0",
      cast(sign("amount") * floor(abs("amount") * 1e6 + 0.5) as hugeint) as v,
      "vendor" as u
    from (
      select *
      from "tickets"
    )
    where (("vendor" <> 'bolt')) is true
  )
  where v is not null and u is not null
  group by "group:0",
    u
)
order by "group:0",
  c,
  s;

select "group:0",
  try_cast(v as bigint) as short,
  case when try_cast(v as bigint) is null then v end as wide,
  t,
  f
from (
  select "group:0",
    v,
    count(case when u then 1 end) as t,
    count(case when u then null else 1 end) as f
  from (
    select "queue" as "group:0",
      cast("took" as hugeint) as v,
      (not ("approval" is null)) as u
    from (
      select *
      from "tickets"
    )
    where (("vendor" <> 'bolt')) is true
  )
  where v is not null
  group by "group:0",
    v
)
order by "group:0",
  v;

select "group:0",
  l,
  c
from (
  select "group:0",
    l,
    count(*) as c
  from (
    select "group:0",
      u,
      list(v order by v) as l
    from (
      select "queue" as "group:0",
        cast(sign("seats") * floor(abs("seats") * 1e6 + 0.5) as hugeint) as v,
        "vendor" as u
      from (
        select *
        from "tickets"
      )
      where (("vendor" <> 'bolt')) is true
    )
    where v is not null and u is not null
    group by "group:0",
      u
  )
  group by "group:0",
    l
)
order by "group:0",
  l;

select "group:0",
  c,
  try_cast(s as bigint) as short,
  case when try_cast(s as bigint) is null then s end as wide
from (
  select "group:0",
    u,
    count(*) as c,
    sum(v) as s
  from (
    select "queue" as "group:0",
      cast("took" as hugeint) as v,
      "seats" as u
    from (
      select *
      from "tickets"
    )
  )
  where v is not null and u is not null
  group by "group:0",
    u
)
order by "group:0",
  c,
  s;

