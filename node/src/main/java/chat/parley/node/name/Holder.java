package chat.parley.node.name;

import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import org.apache.pekko.actor.typed.ActorRef;

/** Who holds a name, as the directory knows them, and where messages to them go. */
public record Holder(Nick nick, PersonId id, ActorRef<PersonMail> mailbox) {}
