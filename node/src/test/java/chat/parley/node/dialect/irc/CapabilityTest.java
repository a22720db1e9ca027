package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** IRCv3 capability-negotiation. */
class CapabilityTest {
    private static final String ALL =
            "away-notify batch cap-notify echo-message extended-join invite-notify labeled-response"
                    + " message-tags multi-prefix server-time setname standard-replies userhost-in-names"
                    + " draft/chathistory draft/event-playback draft/message-redaction soju.im/search draft/read-marker";

    private final PretendNode node = PretendNode.start();
    private final IrcClient client = node.connect();

    @Test
    void whatIsOfferedFitsOneLine() {
        assertThat(client.asks("CAP LS 302")).containsExactly(":irc.example CAP * LS :" + ALL);
    }

    @Test
    void askingHoldsRegistrationBackUntilTheEnd() {
        client.send("CAP LS 302", "NICK alice", "USER a 0 * :a");
        assertThat(client.reads()).noneMatch(line -> line.contains(" 001 "));

        assertThat(client.asks("CAP END").get(0)).contains(" 001 alice ");
    }

    @Test
    void aRequestIsGrantedAsAWhole() {
        assertThat(client.asks("CAP REQ :server-time echo-message"))
                .containsExactly(":irc.example CAP * ACK :server-time echo-message");
        assertThat(client.asks("CAP LIST")).containsExactly(":irc.example CAP * LIST :echo-message server-time");
    }

    @Test
    void aRequestWithAnUnknownOneIsRefusedAsAWhole() {
        assertThat(client.asks("CAP REQ :server-time sasl", "CAP LIST"))
                .containsExactly(":irc.example CAP * NAK :server-time sasl", ":irc.example CAP * LIST :");
    }

    @Test
    void whatWasGrantedCanBeGivenBack() {
        client.send("CAP REQ :server-time batch");

        assertThat(client.asksAnew("CAP REQ :-batch", "CAP LIST"))
                .containsExactly(":irc.example CAP * ACK :-batch", ":irc.example CAP * LIST :server-time");
    }

    @Test
    void version302ImpliesCapNotify() {
        assertThat(client.asks("CAP LS 302", "CAP LIST")).last().isEqualTo(":irc.example CAP * LIST :cap-notify");
    }

    @Test
    void roomsAreToldOnlyWhenSomethingHasChanged() {
        client.send("CAP REQ :batch");
        client.send("CAP REQ :batch");

        assertThat(client.encoderChanges).isEqualTo(1);
    }

    @Test
    void subcommandsThatAreNoneAreRefused() {
        assertThat(client.asks("CAP DANCE")).singleElement().asString().startsWith(":irc.example 410 * DANCE :");
    }

    @Test
    void capabilitiesCanChangeAfterRegistrationWithoutHoldingAnythingBack() {
        var alice = node.join("alice");

        assertThat(alice.asks("CAP LS", "CAP REQ :echo-message")).hasSize(2);
        assertThat(alice.asks("PING x")).hasSize(1);
    }
}
