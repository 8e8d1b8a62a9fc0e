#include <libpq-fe.h>

// The codes of diagnostic fields are character macros, which Swift does not import.
static const int diagnostic_sqlstate = PG_DIAG_SQLSTATE;
static const int diagnostic_table = PG_DIAG_TABLE_NAME;
static const int diagnostic_column = PG_DIAG_COLUMN_NAME;
static const int diagnostic_constraint = PG_DIAG_CONSTRAINT_NAME;
