package chat.parley.node.room;

import chat.parley.node.person.PersonId;

/** The highest request of one user that a room has seen. */
public record RequestMark(PersonId author, long last) {}
