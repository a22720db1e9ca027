/** Comes from a test of any module, goes to the machine: programs that are run, free ports, folders, and a PostgreSQL server of the test's own. */
@NullMarked
package chat.parley.harness;

import org.jspecify.annotations.NullMarked;
