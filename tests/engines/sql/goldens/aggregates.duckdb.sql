select "group:0",
  "group:1",
  count(*),
  count(case when "applies:0" then 1 end),
  count(case when "applies:0" and "term:0:0" then 1 end),
  sum(case when "applies:0" then "term:0:1" end),
  sum(case when "applies:0" then "term:0:2" * "term:0:2" end),
  sum(case when "applies:0" then "term:0:3" end),
  list_transform([list(cast("term:0:4" as double) order by cast("term:0:4" as double)) filter (where "applies:0" and "term:0:4" is not null)], lambda l: [len(l), l[cast((floor((cast(len(l) as double) - 1) * cast('0.9' as double)) + 1) as bigint)], l[cast((ceil((cast(len(l) as double) - 1) * cast('0.9' as double)) + 1) as bigint)], case when cast(floor(cast(len(l) as double) * cast('0.9' as double) - cast('1.959963984540054' as double) * sqrt(cast(len(l) as double) * cast('0.9' as double) * cast('0.09999999999999998' as double))) as bigint) >= 1 then l[cast(floor(cast(len(l) as double) * cast('0.9' as double) - cast('1.959963984540054' as double) * sqrt(cast(len(l) as double) * cast('0.9' as double) * cast('0.09999999999999998' as double))) as bigint)] end, l[cast((ceil(cast(len(l) as double) * cast('0.9' as double) + cast('1.959963984540054' as double) * sqrt(cast(len(l) as double) * cast('0.9' as double) * cast('0.09999999999999998' as double))) + 1) as bigint)]])[1],
  list_transform([list(cast("term:0:5" as double) order by cast("term:0:5" as double)) filter (where "applies:0" and "term:0:5" is not null)], lambda l: [len(l), l[cast((floor((cast(len(l) as double) - 1) * cast('0.5' as double)) + 1) as bigint)], l[cast((ceil((cast(len(l) as double) - 1) * cast('0.5' as double)) + 1) as bigint)], case when cast(floor(cast(len(l) as double) * cast('0.5' as double) - cast('1.959963984540054' as double) * sqrt(cast(len(l) as double) * cast('0.5' as double) * cast('0.5' as double))) as bigint) >= 1 then l[cast(floor(cast(len(l) as double) * cast('0.5' as double) - cast('1.959963984540054' as double) * sqrt(cast(len(l) as double) * cast('0.5' as double) * cast('0.5' as double))) as bigint)] end, l[cast((ceil(cast(len(l) as double) * cast('0.5' as double) + cast('1.959963984540054' as double) * sqrt(cast(len(l) as double) * cast('0.5' as double) * cast('0.5' as double))) + 1) as bigint)]])[1],
  min(case when "applies:0" then "term:0:6" end),
  max(case when "applies:0" then "term:0:7" end),
  count(case when "applies:1" then 1 end),
  count(case when "applies:1" and "term:1:0" then 1 end)
from (
  select date_trunc('week', "opened") as "group:0",
    "queue" as "group:1",
    (("seats" > 0)) is true as "applies:0",
    ("amount" > 100.0e0) as "term:0:0",
    cast(sign("amount") * floor(abs("amount") * 1e6 + 0.5) as hugeint) as "term:0:1",
    cast(sign("seats") * floor(abs("seats") * 1e6 + 0.5) as hugeint) as "term:0:2",
    cast("took" as hugeint) as "term:0:3",
    "amount" as "term:0:4",
    "took" as "term:0:5",
    "opened" as "term:0:6",
    cast(cast("opened" as date) as timestamp) as "term:0:7",
    true as "applies:1",
    true as "term:1:0"
  from (
    select "queue",
      "amount",
      "took",
      "opened",
      "seats",
      "row_number"
    from (
      select *
      from "tickets"
    )
  )
)
group by "group:0",
  "group:1";

select count(*),
  count(case when "applies:0" then 1 end),
  sum(case when "applies:0" then "term:0:0" end),
  sum(case when "applies:0" then "term:0:1" * "term:0:1" end)
from (
  select true as "applies:0",
    cast(sign("amount") * floor(abs("amount") * 1e6 + 0.5) as hugeint) as "term:0:0",
    cast("took" as hugeint) as "term:0:1"
  from (
    select "queue",
      "amount",
      "took",
      "opened",
      "seats",
      "row_number"
    from (
      select *
      from "tickets"
    )
  )
);

