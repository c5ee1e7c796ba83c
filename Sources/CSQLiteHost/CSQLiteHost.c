#include "CSQLiteHost.h"

#include <pthread.h>

// The table of functions that SQLite hands to extensions, and to nobody else.
static const void *functions = 0;

static int keep(sqlite3 *db, char **message, const void *api) {
  (void)db, (void)message;
  functions = api;
  return SQLITE_OK;
}

static void find_functions(void) {
  sqlite3 *db = 0;
  if (sqlite3_auto_extension((void (*)(void))keep) != SQLITE_OK) return;
  sqlite3_open(":memory:", &db);
  sqlite3_close(db);
  sqlite3_cancel_auto_extension((void (*)(void))keep);
}

int lagebild_host_open(const char *path, lagebild_entry_point entry, sqlite3 **db) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, find_functions);
  int code = sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, 0);
  if (code != SQLITE_OK) return code;
  if (functions == 0) return SQLITE_MISUSE;
  char *message = 0;
  code = entry(*db, &message, functions);
  sqlite3_free(message);
  return code;
}
