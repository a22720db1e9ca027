/**
 * Comes from a connection of a small text program, goes to the core in the core's own words, and back in the program's. One engine; what programs
 * differ in is a {@link chat.parley.node.config.TextPreset}.
 *
 * <p>{@code LengthHeaderFramer}, {@code EndMarkFramer}, {@code ChunkFramer} and {@code TelnetFilter} cut the stream; {@code TextDialect} makes
 * requests of what they cut; {@code NameMapping} gives every name a nick and every nick a name; {@code Wording} and {@code TextEncoder} are the
 * way back.
 */
@NullMarked
package chat.parley.node.dialect.text;

import org.jspecify.annotations.NullMarked;
