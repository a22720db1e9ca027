package chat.parley.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oper anna hunter2",
                " /OPER anna hunter2",
                "oper anna hunter2",
                "/pass hunter2",
                "/msg NickServ identify hunter2",
                "/MSG nickserv@services.example.org IDENTIFY hunter2",
                "msg nickserv identify hunter2",
                "/nickserv identify hunter2",
                "/ns id hunter2",
                "/identify hunter2",
                "/quote PASS hunter2",
                "/quote OPER anna hunter2",
                "/raw AUTHENTICATE aHVudGVyMg==",
                "/raw @a=b :anna OPER anna hunter2",
                "/raw @label=1 PRIVMSG NickServ :IDENTIFY hunter2",
                "/msg Q@CServe.quakenet.org AUTH anna hunter2",
                "/msg X@channels.undernet.org login anna hunter2",
                "/raw NS IDENTIFY hunter2",
                "/join #secret hunter2",
                "/raw JOIN #secret hunter2",
                "/mode +nk hunter2",
                "/mode #secret +k hunter2",
                "my password is hunter2",
                "first line\n/oper anna hunter2"
            })
    void aLineThatMayCarryAPasswordIsKnown(String line) {
        assertThat(Secrets.mayBeIn(line, "#lobby")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "the operator will pass by at five",
                "/join #lobby",
                "/msg anna see you at five",
                "/me identifies a bird",
                "/mode +o anna",
                "/topic tea at five",
                "/raw WHOIS anna"
            })
    void whatPeopleSayIsNot(String line) {
        assertThat(Secrets.mayBeIn(line, "#lobby")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NickServ", "nickserv@services.example.org", "Q", "X@channels.undernet.org"})
    void whateverIsTypedToAServiceIsOne(String place) {
        assertThat(Secrets.mayBeIn("hunter2", place)).isTrue();
        assertThat(Secrets.mayBeIn("hunter2", "quentin")).isFalse();
    }
}
