// A connection of this process that carries an extension, as if the extension had been loaded.
// The counterpart of CSQLiteExtension: this one links against libsqlite3, for programs only.
#ifndef LAGEBILD_SQLITE_HOST_H
#define LAGEBILD_SQLITE_HOST_H

#include <sqlite3.h>

/// An extension's entry point; its last argument is a `const sqlite3_api_routines *`.
typedef int (*lagebild_entry_point)(sqlite3 *, char **, const void *);

/// Opens an existing file for reading and runs the entry point on the connection.
/// Returns SQLite's result code. The connection has to be closed in either case.
int lagebild_host_open(const char *path, lagebild_entry_point entry, sqlite3 **db);

#endif
