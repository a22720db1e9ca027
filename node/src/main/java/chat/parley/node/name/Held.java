package chat.parley.node.name;

/**
 * A name that is held.
 *
 * @param claim the number of the claim by which it was granted; a release with a lower one is late and frees nothing
 */
public record Held(Holder holder, long claim) {}
