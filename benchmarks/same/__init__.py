"""Whether two versions say the same: what they print, show and give away, laid side by side.

`python -m benchmarks.same BEFORE [AFTER]` collects both versions on the demonstration waves and
prints what differs. Each is a git revision or a checkout's folder; AFTER is this checkout unless
named. It ends with 1 where anything differs, 0 where all is equal.

A version is driven by its contracts alone (the command line, addresses, the pages' own script, the
words on them), so that its modules may be renamed and moved in between. What is collected:

- `commands`: every command with its options, every query, a survey's whole way with its faults.
- `pages`: every page as Streamlit's own test harness sees it, in both languages and at many
  addresses: every region, some municipalities, every section, indicator and question.
- `files`: every chart, table and report in every format and language, in one view; CSV and Excel in
  seven more. The other formats are left out there, as a picture takes a second.
- `council`: a meeting from its creation to its minutes, a goal, a report of one's own.
- `browser`: each page as a browser shows it, with every tab opened: its words and its picture.

Left out is what must differ: days, data versions, ids by chance, ports, and when a file was made.
Of a picture, a shade or two of 255 that a browser draws otherwise now and then counts as equal.

A version takes some eight minutes of one processor. `--cache FOLDER` keeps what was collected of a
commit, as long as the way of collecting is the same; `--only pages commands` asks for less.

What is collected imports its neighbours by relative names only: it runs inside either version,
whose own `benchmarks` may be older than this folder.
"""
