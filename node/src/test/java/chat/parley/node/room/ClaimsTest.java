package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.newRoom;
import static chat.parley.node.room.RoomScenario.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets a role back. Ann has begun the room and Bob is in it; an hour is how long a role is kept. */
class ClaimsTest {
    private static final long HOUR = 3_600_000;
    private static final long NOW = RoomScenario.START_MILLIS;

    private final Person ann = person("Ann");
    private final Person bob = person("bob");
    private final RoomScenario room = newRoom("#lobby");
    private final Claims claims = new Claims(HOUR);

    {
        room.join(ann);
        room.join(bob);
    }

    @Test
    void whoWasLostWithTheirNodeGetsTheirRoleBack() {
        claims.lost(room.member(ann), NOW);
        claims.lost(room.member(bob), NOW);

        assertThat(claims.of(backAgain("ann").identity(), NOW + HOUR)).isEqualTo(Roles.OPERATOR);
        assertThat(claims.of(backAgain("bob").identity(), NOW)).isEqualTo(Roles.NONE);
    }

    @Test
    void onlyForSoLong() {
        claims.lost(room.member(ann), NOW);

        assertThat(claims.of(ann.identity(), NOW + HOUR + 1)).isEqualTo(Roles.NONE);
    }

    @Test
    void theLastOperatorWhoLeavesRemainsOne() {
        claims.before(new RoomEvent.Parted(ann.identity(), "bye"), room.state(), NOW);

        assertThat(claims.of(backAgain("ann").identity(), NOW)).isEqualTo(Roles.OPERATOR);
    }

    @Test
    void anOperatorWhoLeavesAnotherOneBehindHasGivenItUp() {
        room.mode(ann, "+o", "bob");

        claims.before(new RoomEvent.Left(ann.id()), room.state(), NOW);

        assertThat(claims.of(ann.identity(), NOW)).isEqualTo(Roles.NONE);
    }

    @Test
    void whoIsPutOutHasNoClaim() {
        claims.before(new RoomEvent.Kicked(bob.identity(), ann.identity(), "out"), room.state(), NOW);

        assertThat(claims.of(ann.identity(), NOW)).isEqualTo(Roles.NONE);
    }

    @Test
    void aClaimIsUsedOnce() {
        claims.lost(room.member(ann), NOW);

        claims.before(new RoomEvent.Joined(backAgain("ann"), Roles.OPERATOR, null), room.state(), NOW);

        assertThat(claims.of(ann.identity(), NOW)).isEqualTo(Roles.NONE);
    }

    @Test
    void aRoomThatBeginsAnewOwesNobodyAnything() {
        claims.lost(room.member(ann), NOW);

        claims.before(new RoomEvent.Joined(bob, Roles.OPERATOR, RoomFixture.LOBBY_NAME), room.state(), NOW);

        assertThat(claims.of(ann.identity(), NOW)).isEqualTo(Roles.NONE);
    }

    @Test
    void whatIsKeptIsWhoHasARoleHereOrNot() {
        var carol = new RoleClaim("carol!c@c.example", Roles.OPERATOR, NOW);
        claims.restore(List.of(carol, new RoleClaim("old!o@o", Roles.OPERATOR, NOW - HOUR - 1)), false, NOW);

        assertThat(claims.all(room.state(), NOW))
                .containsExactly(carol, new RoleClaim("ann!Ann@Ann.example", Roles.OPERATOR, 0));
    }

    @Test
    void whereNobodyIsHereThoseWhoWereAreGoneAsOfNow() {
        claims.restore(List.of(new RoleClaim("ann!Ann@Ann.example", Roles.OPERATOR, 0)), true, NOW);

        assertThat(claims.of(ann.identity(), NOW + HOUR)).isEqualTo(Roles.OPERATOR);
    }

    @Test
    void beyondTheBoundTheOldestIsForgotten() {
        claims.lost(room.member(ann), NOW);
        IntStream.range(0, Claims.MAX).forEach(i -> claims.lost(new Member(person("p" + i), Roles.OPERATOR, NOW), NOW));

        assertThat(claims.of(ann.identity(), NOW)).isEqualTo(Roles.NONE);
        assertThat(claims.of(person("p0").identity(), NOW)).isEqualTo(Roles.OPERATOR);
    }

    /** Another connection of somebody who looks the same, but for the case of their nick. */
    private static Person backAgain(String nick) {
        var before = person(nick.equals("ann") ? "Ann" : nick);
        var identity = new Identity(
                new PersonId(9, 9),
                Nick.of(nick),
                before.identity().username(),
                before.identity().host());
        return new Person(identity, 0, nick, "node.example", "irc", null, false, false, NOW);
    }
}
