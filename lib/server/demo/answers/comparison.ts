import type { TierScripts } from "./script";

export const comparisonScripts: TierScripts = {
  "glm-4.6": {
    text: `| | SQLite | PostgreSQL | DuckDB |
| --- | --- | --- | --- |
| Storage model | one file, rows | server, rows | one file, columns |
| Concurrent writes | one writer at a time | many (MVCC) | one writing process |
| Analytical speed | fine for small data | good with indexes | very fast scans and aggregates |
| Operations | none | backups, upgrades, users | none |

**Recommendation:** for a small dashboard fed by one process, use DuckDB; choose PostgreSQL once several services write at the same time.`,
  },
  "glm-4.7": {
    reasoning: `They want one table with four rows of criteria, then a recommendation in a single sentence. So no essay afterwards.

Facts to get right: SQLite has one writer at a time, and WAL lets readers go on meanwhile. PostgreSQL has MVCC, many writers. DuckDB is columnar and vectorised; one process holds the file for writing, several can open it read-only. Operations: SQLite and DuckDB are libraries, PostgreSQL is a server.

The recommendation depends on who writes. A small analytics dashboard mostly reads aggregates, so DuckDB, unless the data already lives in PostgreSQL. One sentence.`,
    text: `| | SQLite | PostgreSQL | DuckDB |
| --- | --- | --- | --- |
| **Storage model** | row store, one file, in process | row store, server with write-ahead log | column store, one file, in process |
| **Concurrent writes** | one writer; readers go on in WAL mode | many writers (MVCC, row locks) | one process may write; many may read when it is opened read-only |
| **Analytical speed** | full scans read whole rows; fine to about a million | good with indexes, partial aggregates, parallel scans | fastest: vectorised, compressed columns, reads Parquet directly |
| **Operations** | copy a file; online backup API | backups, vacuum, upgrades, roles, connections | copy a file; watch memory in big sorts |

**Recommendation:** take **DuckDB** if one process loads the data and the dashboard only reads aggregates, and stay with **PostgreSQL** if the data already lives there or several services write to it.`,
  },
  "glm-4.7-flash": {
    text: `| | SQLite | PostgreSQL | DuckDB |
| --- | --- | --- | --- |
| Storage | rows, file | rows, server | columns, file |
| Writes | single | many | single |
| Analytics | okay | good | excellent |
| Ops | none | some | none |

Use DuckDB for a read-heavy dashboard.`,
  },
};
