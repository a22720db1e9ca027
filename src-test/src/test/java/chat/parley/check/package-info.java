/** Comes from the checker, goes to what judges the judge: planted histories, and planted faults in real processes. */
@NullMarked
package chat.parley.check;

import org.jspecify.annotations.NullMarked;
