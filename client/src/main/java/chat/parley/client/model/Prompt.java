package chat.parley.client.model;

/**
 * What stands before the cursor.
 *
 * @param place where typed text goes, empty for nowhere
 * @param state a word such as {@code connecting}, empty when all is well
 */
public record Prompt(String nick, String place, String state) {}
