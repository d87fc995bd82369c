cache table combinations as
select b0,
  b1,
  count(*) as n,
  slice(array_sort(collect_list(named_struct('n', k is null, 'k', k, 'r', r)) filter (where b0 <> 0 or b1 <> 0)), 1, 20) as keys
from (
  select (case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('0.0' as double)))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('1.0' as double)))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('2.0' as double)))) is not true then cast(4 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('3.0' as double)))) is not true then cast(8 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('4.0' as double)))) is not true then cast(16 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('5.0' as double)))) is not true then cast(32 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('6.0' as double)))) is not true then cast(64 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('7.0' as double)))) is not true then cast(128 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('8.0' as double)))) is not true then cast(256 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('9.0' as double)))) is not true then cast(512 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('10.0' as double)))) is not true then cast(1024 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('11.0' as double)))) is not true then cast(2048 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('12.0' as double)))) is not true then cast(4096 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('13.0' as double)))) is not true then cast(8192 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('14.0' as double)))) is not true then cast(16384 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('15.0' as double)))) is not true then cast(32768 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('16.0' as double)))) is not true then cast(65536 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('17.0' as double)))) is not true then cast(131072 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('18.0' as double)))) is not true then cast(262144 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('19.0' as double)))) is not true then cast(524288 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('20.0' as double)))) is not true then cast(1048576 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('21.0' as double)))) is not true then cast(2097152 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('22.0' as double)))) is not true then cast(4194304 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('23.0' as double)))) is not true then cast(8388608 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('24.0' as double)))) is not true then cast(16777216 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('25.0' as double)))) is not true then cast(33554432 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('26.0' as double)))) is not true then cast(67108864 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('27.0' as double)))) is not true then cast(134217728 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('28.0' as double)))) is not true then cast(268435456 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('29.0' as double)))) is not true then cast(536870912 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('30.0' as double)))) is not true then cast(1073741824 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('31.0' as double)))) is not true then cast(2147483648 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('32.0' as double)))) is not true then cast(4294967296 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('33.0' as double)))) is not true then cast(8589934592 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('34.0' as double)))) is not true then cast(17179869184 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('35.0' as double)))) is not true then cast(34359738368 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('36.0' as double)))) is not true then cast(68719476736 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('37.0' as double)))) is not true then cast(137438953472 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('38.0' as double)))) is not true then cast(274877906944 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('39.0' as double)))) is not true then cast(549755813888 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('40.0' as double)))) is not true then cast(1099511627776 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('41.0' as double)))) is not true then cast(2199023255552 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('42.0' as double)))) is not true then cast(4398046511104 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('43.0' as double)))) is not true then cast(8796093022208 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('44.0' as double)))) is not true then cast(17592186044416 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('45.0' as double)))) is not true then cast(35184372088832 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('46.0' as double)))) is not true then cast(70368744177664 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('47.0' as double)))) is not true then cast(140737488355328 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('48.0' as double)))) is not true then cast(281474976710656 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('49.0' as double)))) is not true then cast(562949953421312 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('50.0' as double)))) is not true then cast(1125899906842624 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('51.0' as double)))) is not true then cast(2251799813685248 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('52.0' as double)))) is not true then cast(4503599627370496 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('53.0' as double)))) is not true then cast(9007199254740992 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('54.0' as double)))) is not true then cast(18014398509481984 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('55.0' as double)))) is not true then cast(36028797018963968 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('56.0' as double)))) is not true then cast(72057594037927936 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('57.0' as double)))) is not true then cast(144115188075855872 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('58.0' as double)))) is not true then cast(288230376151711744 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('59.0' as double)))) is not true then cast(576460752303423488 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('60.0' as double)))) is not true then cast(1152921504606846976 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('61.0' as double)))) is not true then cast(2305843009213693952 as bigint) else cast(0 as bigint) end) as b0,
    (case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('62.0' as double)))) is not true then cast(1 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('0' as bigint)) or (`amount` > cast('63.0' as double)))) is not true then cast(2 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('1' as bigint)) or (`amount` > cast('64.0' as double)))) is not true then cast(4 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('2' as bigint)) or (`amount` > cast('65.0' as double)))) is not true then cast(8 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('3' as bigint)) or (`amount` > cast('66.0' as double)))) is not true then cast(16 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('4' as bigint)) or (`amount` > cast('67.0' as double)))) is not true then cast(32 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('5' as bigint)) or (`amount` > cast('68.0' as double)))) is not true then cast(64 as bigint) else cast(0 as bigint) end
      | case when (((`seats` > cast('6' as bigint)) or (`amount` > cast('69.0' as double)))) is not true then cast(128 as bigint) else cast(0 as bigint) end) as b1,
    `id` as k,
    `row_number` as r
  from (
    select *
    from `tickets`
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

select slice(array_sort(collect_list(e) filter (where (b0 & cast(1 as bigint)) <> 0)), 1, 20) as m0,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2 as bigint)) <> 0)), 1, 20) as m1,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(4 as bigint)) <> 0)), 1, 20) as m2,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(8 as bigint)) <> 0)), 1, 20) as m3,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(16 as bigint)) <> 0)), 1, 20) as m4,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(32 as bigint)) <> 0)), 1, 20) as m5,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(64 as bigint)) <> 0)), 1, 20) as m6,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(128 as bigint)) <> 0)), 1, 20) as m7,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(256 as bigint)) <> 0)), 1, 20) as m8,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(512 as bigint)) <> 0)), 1, 20) as m9,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(1024 as bigint)) <> 0)), 1, 20) as m10,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2048 as bigint)) <> 0)), 1, 20) as m11,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(4096 as bigint)) <> 0)), 1, 20) as m12,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(8192 as bigint)) <> 0)), 1, 20) as m13,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(16384 as bigint)) <> 0)), 1, 20) as m14,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(32768 as bigint)) <> 0)), 1, 20) as m15,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(65536 as bigint)) <> 0)), 1, 20) as m16,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(131072 as bigint)) <> 0)), 1, 20) as m17,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(262144 as bigint)) <> 0)), 1, 20) as m18,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(524288 as bigint)) <> 0)), 1, 20) as m19,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(1048576 as bigint)) <> 0)), 1, 20) as m20,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2097152 as bigint)) <> 0)), 1, 20) as m21,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(4194304 as bigint)) <> 0)), 1, 20) as m22,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(8388608 as bigint)) <> 0)), 1, 20) as m23,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(16777216 as bigint)) <> 0)), 1, 20) as m24,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(33554432 as bigint)) <> 0)), 1, 20) as m25,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(67108864 as bigint)) <> 0)), 1, 20) as m26,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(134217728 as bigint)) <> 0)), 1, 20) as m27,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(268435456 as bigint)) <> 0)), 1, 20) as m28,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(536870912 as bigint)) <> 0)), 1, 20) as m29,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(1073741824 as bigint)) <> 0)), 1, 20) as m30,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2147483648 as bigint)) <> 0)), 1, 20) as m31,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(4294967296 as bigint)) <> 0)), 1, 20) as m32,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(8589934592 as bigint)) <> 0)), 1, 20) as m33,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(17179869184 as bigint)) <> 0)), 1, 20) as m34,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(34359738368 as bigint)) <> 0)), 1, 20) as m35,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(68719476736 as bigint)) <> 0)), 1, 20) as m36,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(137438953472 as bigint)) <> 0)), 1, 20) as m37,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(274877906944 as bigint)) <> 0)), 1, 20) as m38,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(549755813888 as bigint)) <> 0)), 1, 20) as m39,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(1099511627776 as bigint)) <> 0)), 1, 20) as m40,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2199023255552 as bigint)) <> 0)), 1, 20) as m41,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(4398046511104 as bigint)) <> 0)), 1, 20) as m42,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(8796093022208 as bigint)) <> 0)), 1, 20) as m43,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(17592186044416 as bigint)) <> 0)), 1, 20) as m44,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(35184372088832 as bigint)) <> 0)), 1, 20) as m45,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(70368744177664 as bigint)) <> 0)), 1, 20) as m46,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(140737488355328 as bigint)) <> 0)), 1, 20) as m47,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(281474976710656 as bigint)) <> 0)), 1, 20) as m48,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(562949953421312 as bigint)) <> 0)), 1, 20) as m49,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(1125899906842624 as bigint)) <> 0)), 1, 20) as m50,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2251799813685248 as bigint)) <> 0)), 1, 20) as m51,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(4503599627370496 as bigint)) <> 0)), 1, 20) as m52,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(9007199254740992 as bigint)) <> 0)), 1, 20) as m53,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(18014398509481984 as bigint)) <> 0)), 1, 20) as m54,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(36028797018963968 as bigint)) <> 0)), 1, 20) as m55,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(72057594037927936 as bigint)) <> 0)), 1, 20) as m56,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(144115188075855872 as bigint)) <> 0)), 1, 20) as m57,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(288230376151711744 as bigint)) <> 0)), 1, 20) as m58,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(576460752303423488 as bigint)) <> 0)), 1, 20) as m59,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(1152921504606846976 as bigint)) <> 0)), 1, 20) as m60,
  slice(array_sort(collect_list(e) filter (where (b0 & cast(2305843009213693952 as bigint)) <> 0)), 1, 20) as m61,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(1 as bigint)) <> 0)), 1, 20) as m62,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(2 as bigint)) <> 0)), 1, 20) as m63,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(4 as bigint)) <> 0)), 1, 20) as m64,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(8 as bigint)) <> 0)), 1, 20) as m65,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(16 as bigint)) <> 0)), 1, 20) as m66,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(32 as bigint)) <> 0)), 1, 20) as m67,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(64 as bigint)) <> 0)), 1, 20) as m68,
  slice(array_sort(collect_list(e) filter (where (b1 & cast(128 as bigint)) <> 0)), 1, 20) as m69
from (
  select b0,
    b1,
    explode(keys) as e
  from combinations
  where b0 <> 0 or b1 <> 0
);

