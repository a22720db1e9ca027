/**
 * Comes from a connection that has registered; goes everywhere that speaks of people: rooms, names, dialects. The shared words for who a
 * person is ({@link chat.parley.node.person.Person}) and where their bytes go ({@link chat.parley.node.person.Outbound}). No actors here.
 */
@NullMarked
package chat.parley.node.person;

import org.jspecify.annotations.NullMarked;
