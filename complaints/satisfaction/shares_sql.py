"""Shares of grades, protected by the database itself: `rules.shares` in SQL (law OI-10)."""

from .rules import FEW
from .sql import OPINION, function_of

# Of each question apart. A small count is one to four.
_TOPICS = ("liking", "solving", "clarity")
_SMALL = f"BETWEEN 1 AND {FEW - 1}"


def _runs(name: str, source: str, of: str, key: str) -> str:
    """`rules.apart` of every line at once. of: what makes a line. key: what tells its parts apart.

    Gives {name}: each part with `gone` as it is after it; {name}_cut: the line, `cut` NULL and
    `some_bad` true where its sum must hide.
    """
    some = "yes + no > 0"
    return f"""
  {name}_line AS (SELECT *, gone OR yes {_SMALL} OR no {_SMALL} AS bad FROM {source}),
  {name}_run AS (SELECT *, row_number() OVER w AS place, sum(yes) OVER w AS y, sum(no) OVER w AS o,
      count(*) FILTER (WHERE bad AND {some}) OVER (PARTITION BY {of}) AS few
    FROM {name}_line WINDOW w AS (PARTITION BY {of} ORDER BY {some} DESC, NOT bad, yes + no, {key}
      ROWS UNBOUNDED PRECEDING)),
  {name}_cut AS (SELECT {of}, bool_or(bad) AS some_bad, min(place) FILTER (WHERE {some}
      AND place >= 2 AND place >= few AND NOT y {_SMALL} AND NOT o {_SMALL}) AS cut
    FROM {name}_run GROUP BY {of})"""  # noqa: S608 - names written below


def _veiled(name: str, source: str) -> str:
    """`rules.veiled`. source: topic, c, m, yes, no, gone, c_gone (its centre), all_gone (all).

    Gives {name}: the same with `gone`, `c_gone` and `all_gone` as they are after it.
    """
    return f"""{_runs(f"{name}_m", source, "topic, c", "m")},
  {name}_c AS (SELECT p.topic, p.c, sum(p.yes) AS yes, sum(p.no) AS no, bool_or(p.c_gone)
      OR bool_or(k.some_bad AND k.cut IS NULL) AS gone
    FROM {source} p JOIN {name}_m_cut k USING (topic, c) GROUP BY p.topic, p.c),
  {_runs(f"{name}_t", f"{name}_c", "topic", "c").lstrip()},
  {name} AS (SELECT p.topic, p.c, p.m,
      p.all_gone OR t.some_bad AND t.cut IS NULL AS all_gone,
      p.all_gone OR t.some_bad AND t.cut IS NULL OR q.bad OR t.some_bad AND q.yes + q.no > 0
        AND q.place <= t.cut AS c_gone,
      p.all_gone OR t.some_bad AND t.cut IS NULL OR q.bad OR t.some_bad AND q.yes + q.no > 0
        AND q.place <= t.cut OR p.bad
        OR k.some_bad AND p.yes + p.no > 0 AND p.place <= k.cut AS gone
    FROM {name}_m_run p JOIN {name}_m_cut k USING (topic, c)
      JOIN {name}_t_run q USING (topic, c) JOIN {name}_t_cut t USING (topic))"""  # noqa: S608 - names written below


_SPLIT = ", ".join(f"('{one}', g.{one})" for one in _TOPICS)

SHARES = function_of(
    "siivbg_opinion_shares",
    "(quarter date) RETURNS TABLE (centre integer, after text, topic text, high integer, "
    "low integer) LANGUAGE sql STABLE",
    f"""
  WITH days AS (SELECT date_trunc('quarter', quarter::timestamp) AS first),
  figure AS (SELECT * FROM siivbg_opinions(quarter)),
  grade AS (SELECT t.topic, g.centre_id AS c, g.moment AS m, t.value
    FROM {OPINION} g CROSS JOIN days d CROSS JOIN LATERAL (VALUES {_SPLIT}) t(topic, value)
    WHERE g.month >= d.first AND g.month < d.first + interval '3 months'
      AND EXISTS (SELECT 1 FROM figure)),
  cell AS (SELECT topic, c, m, count(*) FILTER (WHERE value >= 6) AS high,
      count(*) FILTER (WHERE value = 5) AS middle, count(*) FILTER (WHERE value <= 4) AS low
    FROM grade GROUP BY 1, 2, 3),
  best AS (SELECT cell.topic, cell.c, cell.m, high AS yes, middle + low AS no,
      f.n IS NULL AS gone, b.n IS NULL AS c_gone, a.n IS NULL AS all_gone
    FROM cell JOIN figure f ON f.centre = cell.c AND f.after = cell.m
      JOIN figure b ON b.centre = cell.c AND b.after IS NULL
      JOIN figure a ON a.centre IS NULL),
  {_veiled("high_told", "best").lstrip()},
  worst AS (SELECT topic, c, m, low AS yes, middle AS no, gone, c_gone, all_gone
    FROM cell JOIN high_told USING (topic, c, m)),
  {_veiled("low_told", "worst").lstrip()},
  told AS (SELECT topic, c, m, high, low, h.gone AS h, h.c_gone AS h_c, h.all_gone AS h_all,
      l.gone AS l, l.c_gone AS l_c, l.all_gone AS l_all
    FROM cell JOIN high_told h USING (topic, c, m) JOIN low_told l USING (topic, c, m))
  SELECT c, m, topic, CASE WHEN NOT h THEN high::integer END, CASE WHEN NOT l THEN low::integer END
    FROM told
  UNION ALL
  SELECT c, NULL, topic, CASE WHEN NOT bool_or(h_c) THEN sum(high)::integer END,
    CASE WHEN NOT bool_or(l_c) THEN sum(low)::integer END FROM told GROUP BY c, topic
  UNION ALL
  SELECT NULL, NULL, topic, CASE WHEN NOT bool_or(h_all) THEN sum(high)::integer END,
    CASE WHEN NOT bool_or(l_all) THEN sum(low)::integer END FROM told GROUP BY topic;
""",  # noqa: S608 - names written above
)
