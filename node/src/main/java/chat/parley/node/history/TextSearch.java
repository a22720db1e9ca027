package chat.parley.node.history;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one kind of database finds texts by their words.
 *
 * @param add an id and its text into the index
 * @param remove the ids between two out of it, both among them; while the messages are still there
 * @param find the ids of an expression, from one id up to before another
 * @param expression of words that must all be there; nothing in them is an operator
 */
record TextSearch(String add, String remove, String find, Function<Collection<String>, String> expression) {
    /** FTS5 with the index alone: the texts are in the table of messages, and only what was taken in can be taken out, by its text. */
    static TextSearch sqlite() {
        return new TextSearch(
                "INSERT INTO message_text (rowid, text) VALUES (?, ?)",
                "INSERT INTO message_text (message_text, rowid, text) SELECT 'delete', id, text FROM message"
                        + " WHERE id >= ? AND id <= ? AND kind IN (" + EntryCodec.numbersOfTexts() + ")"
                        + " AND id <= (SELECT (number << 32) + seq FROM search_progress WHERE number = id >> 32)",
                "SELECT rowid FROM message_text WHERE message_text MATCH ? AND rowid >= ? AND rowid < ?"
                        + " ORDER BY rowid",
                words -> words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" ")));
    }

    static TextSearch postgresql() {
        return new TextSearch(
                "INSERT INTO message_text (id, words) VALUES (?, to_tsvector('simple', ?))",
                "DELETE FROM message_text WHERE id >= ? AND id <= ?",
                "SELECT id FROM message_text WHERE words @@ plainto_tsquery('simple', ?) AND id >= ? AND id < ?"
                        + " ORDER BY id",
                words -> String.join(" ", words));
    }
}
