/** The five chat programs whose clients Parley lets in, spoken to as those clients do. */
@NullMarked
package chat.parley.programs;

import org.jspecify.annotations.NullMarked;
