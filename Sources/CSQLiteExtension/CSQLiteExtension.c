#include "CSQLiteExtension.h"

const sqlite3_api_routines *lagebild_sqlite = 0;

void lagebild_sqlite_keep(const sqlite3_api_routines *api) { lagebild_sqlite = api; }
