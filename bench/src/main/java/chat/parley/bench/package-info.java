/** Comes from the benchmark harness (JMH), goes to the hot parts of the other modules: what each costs without sockets and without a cluster. */
@NullMarked
package chat.parley.bench;

import org.jspecify.annotations.NullMarked;
