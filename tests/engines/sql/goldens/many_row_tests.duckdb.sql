create temp table combinations as
select b0,
  b1,
  count(*) as n,
  min({'n': k is null, 'k': k, 'r': r}, 20) filter (where b0 <> 0 or b1 <> 0) as keys
from (
  select (case when ((("seats" > 0) or ("amount" > 0.0e0))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 1.0e0))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 2.0e0))) is not true then cast(4 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 3.0e0))) is not true then cast(8 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 4.0e0))) is not true then cast(16 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 5.0e0))) is not true then cast(32 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 6.0e0))) is not true then cast(64 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 7.0e0))) is not true then cast(128 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 8.0e0))) is not true then cast(256 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 9.0e0))) is not true then cast(512 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 10.0e0))) is not true then cast(1024 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 11.0e0))) is not true then cast(2048 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 12.0e0))) is not true then cast(4096 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 13.0e0))) is not true then cast(8192 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 14.0e0))) is not true then cast(16384 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 15.0e0))) is not true then cast(32768 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 16.0e0))) is not true then cast(65536 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 17.0e0))) is not true then cast(131072 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 18.0e0))) is not true then cast(262144 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 19.0e0))) is not true then cast(524288 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 20.0e0))) is not true then cast(1048576 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 21.0e0))) is not true then cast(2097152 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 22.0e0))) is not true then cast(4194304 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 23.0e0))) is not true then cast(8388608 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 24.0e0))) is not true then cast(16777216 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 25.0e0))) is not true then cast(33554432 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 26.0e0))) is not true then cast(67108864 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 27.0e0))) is not true then cast(134217728 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 28.0e0))) is not true then cast(268435456 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 29.0e0))) is not true then cast(536870912 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 30.0e0))) is not true then cast(1073741824 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 31.0e0))) is not true then cast(2147483648 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 32.0e0))) is not true then cast(4294967296 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 33.0e0))) is not true then cast(8589934592 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 34.0e0))) is not true then cast(17179869184 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 35.0e0))) is not true then cast(34359738368 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 36.0e0))) is not true then cast(68719476736 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 37.0e0))) is not true then cast(137438953472 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 38.0e0))) is not true then cast(274877906944 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 39.0e0))) is not true then cast(549755813888 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 40.0e0))) is not true then cast(1099511627776 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 41.0e0))) is not true then cast(2199023255552 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 42.0e0))) is not true then cast(4398046511104 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 43.0e0))) is not true then cast(8796093022208 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 44.0e0))) is not true then cast(17592186044416 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 45.0e0))) is not true then cast(35184372088832 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 46.0e0))) is not true then cast(70368744177664 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 47.0e0))) is not true then cast(140737488355328 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 48.0e0))) is not true then cast(281474976710656 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 49.0e0))) is not true then cast(562949953421312 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 50.0e0))) is not true then cast(1125899906842624 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 51.0e0))) is not true then cast(2251799813685248 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 52.0e0))) is not true then cast(4503599627370496 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 53.0e0))) is not true then cast(9007199254740992 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 54.0e0))) is not true then cast(18014398509481984 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 55.0e0))) is not true then cast(36028797018963968 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 56.0e0))) is not true then cast(72057594037927936 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 57.0e0))) is not true then cast(144115188075855872 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 58.0e0))) is not true then cast(288230376151711744 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 59.0e0))) is not true then cast(576460752303423488 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 60.0e0))) is not true then cast(1152921504606846976 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 61.0e0))) is not true then cast(2305843009213693952 as bigint) else cast(0 as bigint) end) as b0,
    (case when ((("seats" > 6) or ("amount" > 62.0e0))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 0) or ("amount" > 63.0e0))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 1) or ("amount" > 64.0e0))) is not true then cast(4 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 2) or ("amount" > 65.0e0))) is not true then cast(8 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 3) or ("amount" > 66.0e0))) is not true then cast(16 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 4) or ("amount" > 67.0e0))) is not true then cast(32 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 5) or ("amount" > 68.0e0))) is not true then cast(64 as bigint) else cast(0 as bigint) end
      | case when ((("seats" > 6) or ("amount" > 69.0e0))) is not true then cast(128 as bigint) else cast(0 as bigint) end) as b1,
    "id" as k,
    "row_number" as r
  from (
    select *
    from "tickets"
  )
)
group by b0,
  b1;

select sum(n),
  sum(n),
  sum(case when (b0 & cast(1 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(4 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(8 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(16 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(32 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(64 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(128 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(256 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(512 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(1024 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2048 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(4096 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(8192 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(16384 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(32768 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(65536 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(131072 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(262144 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(524288 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(1048576 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2097152 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(4194304 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(8388608 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(16777216 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(33554432 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(67108864 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(134217728 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(268435456 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(536870912 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(1073741824 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2147483648 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(4294967296 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(8589934592 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(17179869184 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(34359738368 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(68719476736 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(137438953472 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(274877906944 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(549755813888 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(1099511627776 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2199023255552 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(4398046511104 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(8796093022208 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(17592186044416 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(35184372088832 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(70368744177664 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(140737488355328 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(281474976710656 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(562949953421312 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(1125899906842624 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2251799813685248 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(4503599627370496 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(9007199254740992 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(18014398509481984 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(36028797018963968 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(72057594037927936 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(144115188075855872 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(288230376151711744 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(576460752303423488 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(1152921504606846976 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b0 & cast(2305843009213693952 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(1 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(2 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(4 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(8 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(16 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(32 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(64 as bigint)) <> 0 then n end),
  sum(n),
  sum(case when (b1 & cast(128 as bigint)) <> 0 then n end)
from combinations;

select min(e, 20) filter (where (b0 & cast(1 as bigint)) <> 0) as m0,
  min(e, 20) filter (where (b0 & cast(2 as bigint)) <> 0) as m1,
  min(e, 20) filter (where (b0 & cast(4 as bigint)) <> 0) as m2,
  min(e, 20) filter (where (b0 & cast(8 as bigint)) <> 0) as m3,
  min(e, 20) filter (where (b0 & cast(16 as bigint)) <> 0) as m4,
  min(e, 20) filter (where (b0 & cast(32 as bigint)) <> 0) as m5,
  min(e, 20) filter (where (b0 & cast(64 as bigint)) <> 0) as m6,
  min(e, 20) filter (where (b0 & cast(128 as bigint)) <> 0) as m7,
  min(e, 20) filter (where (b0 & cast(256 as bigint)) <> 0) as m8,
  min(e, 20) filter (where (b0 & cast(512 as bigint)) <> 0) as m9,
  min(e, 20) filter (where (b0 & cast(1024 as bigint)) <> 0) as m10,
  min(e, 20) filter (where (b0 & cast(2048 as bigint)) <> 0) as m11,
  min(e, 20) filter (where (b0 & cast(4096 as bigint)) <> 0) as m12,
  min(e, 20) filter (where (b0 & cast(8192 as bigint)) <> 0) as m13,
  min(e, 20) filter (where (b0 & cast(16384 as bigint)) <> 0) as m14,
  min(e, 20) filter (where (b0 & cast(32768 as bigint)) <> 0) as m15,
  min(e, 20) filter (where (b0 & cast(65536 as bigint)) <> 0) as m16,
  min(e, 20) filter (where (b0 & cast(131072 as bigint)) <> 0) as m17,
  min(e, 20) filter (where (b0 & cast(262144 as bigint)) <> 0) as m18,
  min(e, 20) filter (where (b0 & cast(524288 as bigint)) <> 0) as m19,
  min(e, 20) filter (where (b0 & cast(1048576 as bigint)) <> 0) as m20,
  min(e, 20) filter (where (b0 & cast(2097152 as bigint)) <> 0) as m21,
  min(e, 20) filter (where (b0 & cast(4194304 as bigint)) <> 0) as m22,
  min(e, 20) filter (where (b0 & cast(8388608 as bigint)) <> 0) as m23,
  min(e, 20) filter (where (b0 & cast(16777216 as bigint)) <> 0) as m24,
  min(e, 20) filter (where (b0 & cast(33554432 as bigint)) <> 0) as m25,
  min(e, 20) filter (where (b0 & cast(67108864 as bigint)) <> 0) as m26,
  min(e, 20) filter (where (b0 & cast(134217728 as bigint)) <> 0) as m27,
  min(e, 20) filter (where (b0 & cast(268435456 as bigint)) <> 0) as m28,
  min(e, 20) filter (where (b0 & cast(536870912 as bigint)) <> 0) as m29,
  min(e, 20) filter (where (b0 & cast(1073741824 as bigint)) <> 0) as m30,
  min(e, 20) filter (where (b0 & cast(2147483648 as bigint)) <> 0) as m31,
  min(e, 20) filter (where (b0 & cast(4294967296 as bigint)) <> 0) as m32,
  min(e, 20) filter (where (b0 & cast(8589934592 as bigint)) <> 0) as m33,
  min(e, 20) filter (where (b0 & cast(17179869184 as bigint)) <> 0) as m34,
  min(e, 20) filter (where (b0 & cast(34359738368 as bigint)) <> 0) as m35,
  min(e, 20) filter (where (b0 & cast(68719476736 as bigint)) <> 0) as m36,
  min(e, 20) filter (where (b0 & cast(137438953472 as bigint)) <> 0) as m37,
  min(e, 20) filter (where (b0 & cast(274877906944 as bigint)) <> 0) as m38,
  min(e, 20) filter (where (b0 & cast(549755813888 as bigint)) <> 0) as m39,
  min(e, 20) filter (where (b0 & cast(1099511627776 as bigint)) <> 0) as m40,
  min(e, 20) filter (where (b0 & cast(2199023255552 as bigint)) <> 0) as m41,
  min(e, 20) filter (where (b0 & cast(4398046511104 as bigint)) <> 0) as m42,
  min(e, 20) filter (where (b0 & cast(8796093022208 as bigint)) <> 0) as m43,
  min(e, 20) filter (where (b0 & cast(17592186044416 as bigint)) <> 0) as m44,
  min(e, 20) filter (where (b0 & cast(35184372088832 as bigint)) <> 0) as m45,
  min(e, 20) filter (where (b0 & cast(70368744177664 as bigint)) <> 0) as m46,
  min(e, 20) filter (where (b0 & cast(140737488355328 as bigint)) <> 0) as m47,
  min(e, 20) filter (where (b0 & cast(281474976710656 as bigint)) <> 0) as m48,
  min(e, 20) filter (where (b0 & cast(562949953421312 as bigint)) <> 0) as m49,
  min(e, 20) filter (where (b0 & cast(1125899906842624 as bigint)) <> 0) as m50,
  min(e, 20) filter (where (b0 & cast(2251799813685248 as bigint)) <> 0) as m51,
  min(e, 20) filter (where (b0 & cast(4503599627370496 as bigint)) <> 0) as m52,
  min(e, 20) filter (where (b0 & cast(9007199254740992 as bigint)) <> 0) as m53,
  min(e, 20) filter (where (b0 & cast(18014398509481984 as bigint)) <> 0) as m54,
  min(e, 20) filter (where (b0 & cast(36028797018963968 as bigint)) <> 0) as m55,
  min(e, 20) filter (where (b0 & cast(72057594037927936 as bigint)) <> 0) as m56,
  min(e, 20) filter (where (b0 & cast(144115188075855872 as bigint)) <> 0) as m57,
  min(e, 20) filter (where (b0 & cast(288230376151711744 as bigint)) <> 0) as m58,
  min(e, 20) filter (where (b0 & cast(576460752303423488 as bigint)) <> 0) as m59,
  min(e, 20) filter (where (b0 & cast(1152921504606846976 as bigint)) <> 0) as m60,
  min(e, 20) filter (where (b0 & cast(2305843009213693952 as bigint)) <> 0) as m61,
  min(e, 20) filter (where (b1 & cast(1 as bigint)) <> 0) as m62,
  min(e, 20) filter (where (b1 & cast(2 as bigint)) <> 0) as m63,
  min(e, 20) filter (where (b1 & cast(4 as bigint)) <> 0) as m64,
  min(e, 20) filter (where (b1 & cast(8 as bigint)) <> 0) as m65,
  min(e, 20) filter (where (b1 & cast(16 as bigint)) <> 0) as m66,
  min(e, 20) filter (where (b1 & cast(32 as bigint)) <> 0) as m67,
  min(e, 20) filter (where (b1 & cast(64 as bigint)) <> 0) as m68,
  min(e, 20) filter (where (b1 & cast(128 as bigint)) <> 0) as m69
from (
  select b0,
    b1,
    unnest(keys) as e
  from combinations
  where b0 <> 0 or b1 <> 0
);

