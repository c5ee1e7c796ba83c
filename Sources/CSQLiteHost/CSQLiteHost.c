#include "CSQLiteHost.h"

int lagebild_host_open(const char *path, lagebild_entry_point entry, sqlite3 **db) {
  // The one way to reach the table of functions that an extension is handed.
  int code = sqlite3_auto_extension((void (*)(void))entry);
  if (code != SQLITE_OK) return code;
  code = sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, 0);
  sqlite3_cancel_auto_extension((void (*)(void))entry);
  return code;
}
