package chat.parley.node.user;

import chat.parley.node.person.PersonId;

/**
 * The other end of one connection.
 *
 * @param host its address as text; never begins with a colon
 * @param secure whether the connection is encrypted
 */
public record Peer(PersonId id, String host, int port, boolean secure) {}
