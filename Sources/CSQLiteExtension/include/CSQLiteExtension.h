// What the virtual tables need of SQLite, reached through the table of functions that SQLite hands
// to an extension. The macros of sqlite3ext.h do not import into Swift; these functions do.
// Nothing here may link against libsqlite3: the library is whichever one loads the extension.
#ifndef LAGEBILD_SQLITE_EXTENSION_H
#define LAGEBILD_SQLITE_EXTENSION_H

#include <sqlite3ext.h>
#include <stdint.h>

extern const sqlite3_api_routines *lagebild_sqlite;

/// Keeps the functions; the first thing that the entry point does.
void lagebild_sqlite_keep(const sqlite3_api_routines *api);

/// A virtual table: SQLite's part, then a retained Swift object.
typedef struct {
  sqlite3_vtab base;
  void *object;
} lagebild_table;

/// UTF-8 that lives as long as its table.
typedef struct {
  const char *bytes;
  int32_t count;
} lagebild_text;

/// How the values of a column lie in memory.
enum lagebild_layout {
  lagebild_unread = 0,
  /// int64_t
  lagebild_integers = 1,
  /// double
  lagebild_reals = 2,
  /// uint32_t, each a position in `texts`
  lagebild_texts = 3,
  /// int64_t, milliseconds on the Berlin wall clock
  lagebild_local_times = 4,
};

/// A column of the segment under the cursor.
typedef struct {
  int32_t layout;
  const void *values;
  /// One bit a row, 1 where it has a value; NULL: all have.
  const uint64_t *validity;
  const lagebild_text *texts;
} lagebild_slot;

/// A cursor: SQLite's part, what the scan of a row touches, then a retained Swift object.
typedef struct {
  sqlite3_vtab_cursor base;
  void *object;
  /// Rows of the segment that pass: their numbers, or NULL for all.
  const uint32_t *selection;
  int64_t position;
  int64_t count;
  /// selection[position], or position.
  int64_t row;
  int64_t segment;
  lagebild_slot *slots;
  int32_t slot_count;
} lagebild_cursor;

#define LAGEBILD_CALL static inline

LAGEBILD_CALL int lagebild_version(void) { return lagebild_sqlite->libversion_number(); }

// Memory
LAGEBILD_CALL void *lagebild_malloc(int bytes) { return lagebild_sqlite->malloc(bytes); }
LAGEBILD_CALL void lagebild_free(void *memory) { lagebild_sqlite->free(memory); }

// Statements
LAGEBILD_CALL int lagebild_open(const char *path, int flags, sqlite3 **db) {
  return lagebild_sqlite->open_v2(path, db, flags, 0);
}
LAGEBILD_CALL int lagebild_close(sqlite3 *db) { return lagebild_sqlite->close_v2(db); }
LAGEBILD_CALL int lagebild_busy_timeout(sqlite3 *db, int milliseconds) {
  return lagebild_sqlite->busy_timeout(db, milliseconds);
}
LAGEBILD_CALL const char *lagebild_errmsg(sqlite3 *db) { return lagebild_sqlite->errmsg(db); }
LAGEBILD_CALL int lagebild_extended_errcode(sqlite3 *db) {
  return lagebild_sqlite->extended_errcode(db);
}
LAGEBILD_CALL int lagebild_prepare(
    sqlite3 *db, const char *sql, sqlite3_stmt **statement, const char **rest) {
  return lagebild_sqlite->prepare_v2(db, sql, -1, statement, rest);
}
LAGEBILD_CALL int lagebild_finalize(sqlite3_stmt *s) { return lagebild_sqlite->finalize(s); }
LAGEBILD_CALL int lagebild_step(sqlite3_stmt *s) { return lagebild_sqlite->step(s); }
LAGEBILD_CALL int lagebild_reset(sqlite3_stmt *s) { return lagebild_sqlite->reset(s); }
LAGEBILD_CALL int lagebild_is_readonly(sqlite3_stmt *s) {
  return lagebild_sqlite->stmt_readonly(s);
}
LAGEBILD_CALL int lagebild_bind_int64(sqlite3_stmt *s, int index, int64_t value) {
  return lagebild_sqlite->bind_int64(s, index, value);
}
LAGEBILD_CALL int lagebild_bind_text(sqlite3_stmt *s, int index, const char *text, int count) {
  return lagebild_sqlite->bind_text(s, index, text, count, SQLITE_TRANSIENT);
}
LAGEBILD_CALL int lagebild_column_count(sqlite3_stmt *s) {
  return lagebild_sqlite->column_count(s);
}
LAGEBILD_CALL const char *lagebild_column_name(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_name(s, index);
}
LAGEBILD_CALL int lagebild_column_type(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_type(s, index);
}
LAGEBILD_CALL int64_t lagebild_column_int64(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_int64(s, index);
}
LAGEBILD_CALL double lagebild_column_double(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_double(s, index);
}
LAGEBILD_CALL const unsigned char *lagebild_column_text(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_text(s, index);
}
LAGEBILD_CALL const void *lagebild_column_blob(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_blob(s, index);
}
LAGEBILD_CALL int lagebild_column_bytes(sqlite3_stmt *s, int index) {
  return lagebild_sqlite->column_bytes(s, index);
}

// Values of constraints
LAGEBILD_CALL int lagebild_value_type(sqlite3_value *v) { return lagebild_sqlite->value_type(v); }
/// The type after numeric affinity: a text that reads as a number becomes one.
LAGEBILD_CALL int lagebild_value_numeric_type(sqlite3_value *v) {
  return lagebild_sqlite->value_numeric_type(v);
}
LAGEBILD_CALL int64_t lagebild_value_int64(sqlite3_value *v) {
  return lagebild_sqlite->value_int64(v);
}
LAGEBILD_CALL double lagebild_value_double(sqlite3_value *v) {
  return lagebild_sqlite->value_double(v);
}
LAGEBILD_CALL const unsigned char *lagebild_value_text(sqlite3_value *v) {
  return lagebild_sqlite->value_text(v);
}
LAGEBILD_CALL int lagebild_value_bytes(sqlite3_value *v) { return lagebild_sqlite->value_bytes(v); }

/// SQLite 3.38 and later hand all values of `IN` over at once.
LAGEBILD_CALL int lagebild_has_in(void) { return lagebild_version() >= 3038000; }
LAGEBILD_CALL int lagebild_vtab_in(sqlite3_index_info *info, int constraint, int wanted) {
  return lagebild_has_in() ? lagebild_sqlite->vtab_in(info, constraint, wanted) : 0;
}
LAGEBILD_CALL int lagebild_in_first(sqlite3_value *list, sqlite3_value **value) {
  return lagebild_sqlite->vtab_in_first(list, value);
}
LAGEBILD_CALL int lagebild_in_next(sqlite3_value *list, sqlite3_value **value) {
  return lagebild_sqlite->vtab_in_next(list, value);
}
LAGEBILD_CALL const char *lagebild_collation(sqlite3_index_info *info, int constraint) {
  return lagebild_version() >= 3022000 ? lagebild_sqlite->vtab_collation(info, constraint)
                                       : "unknown";
}

// Results
LAGEBILD_CALL void lagebild_result_null(sqlite3_context *c) { lagebild_sqlite->result_null(c); }
LAGEBILD_CALL void lagebild_result_int64(sqlite3_context *c, int64_t value) {
  lagebild_sqlite->result_int64(c, value);
}
LAGEBILD_CALL void lagebild_result_double(sqlite3_context *c, double value) {
  lagebild_sqlite->result_double(c, value);
}
/// A text that outlives every statement on its table.
LAGEBILD_CALL void lagebild_result_lasting_text(sqlite3_context *c, lagebild_text text) {
  lagebild_sqlite->result_text(c, text.bytes, text.count, SQLITE_STATIC);
}
LAGEBILD_CALL void lagebild_result_copied_text(sqlite3_context *c, const char *bytes, int count) {
  lagebild_sqlite->result_text(c, bytes, count, SQLITE_TRANSIENT);
}

// Tables
LAGEBILD_CALL int lagebild_create_module(
    sqlite3 *db, const char *name, const sqlite3_module *module) {
  return lagebild_sqlite->create_module_v2(db, name, module, 0, 0);
}
LAGEBILD_CALL int lagebild_declare(sqlite3 *db, const char *sql) {
  return lagebild_sqlite->declare_vtab(db, sql);
}

#endif
